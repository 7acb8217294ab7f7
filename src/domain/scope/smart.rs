//! Five questions to a goal, answered from what was typed: is it specific, measurable, achievable,
//! relevant and bound to a time?
//!
//! A gap is a hint to the person who writes, never a ground to refuse. The rules know Chinese and
//! English, whatever the language of the page: a goal may be written in either.

use serde::{Deserialize, Serialize};

use super::GoalDraft;

/// What is asked of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// It says what will be true.
    Specific,
    /// One can see whether it is true.
    Measurable,
    /// It can be reached.
    Achievable,
    /// It matters.
    Relevant,
    /// It has a day.
    TimeBound,
}

/// Every aspect in the order of the word SMART.
pub const ASPECTS: [Aspect; 5] =
    [Aspect::Specific, Aspect::Measurable, Aspect::Achievable, Aspect::Relevant, Aspect::TimeBound];

/// What a goal lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// Nothing says what it is.
    NoTitle,
    /// Too few words to say what will be true.
    TooShort,
    /// A direction without a thing or a number: "improve efficiency".
    Vague,
    /// Nothing says how one sees it.
    NoMeasure,
    /// Neither a number nor something that is there or not.
    NoProof,
    /// Nothing says why it can be reached.
    NoReach,
    /// Nothing says why it matters.
    NoRelevance,
    /// Neither a day nor a milestone.
    NoDay,
}

/// The answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Yes.
    Met,
    /// No, because of this.
    Unmet(Gap),
}

/// The five answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Smart([Verdict; 5]);

/// Shortest title, in letters; a Chinese character says as much as two.
const TITLE_MIN: usize = 8;
/// Shortest thing that a vague verb may be about, in the same measure.
const THING_MIN: usize = 3;
/// Shortest reason, in the same measure.
const REASON_MIN: usize = 4;

/// Verbs that name a direction, and nouns that could stand in any goal; longer ones before those
/// that they contain.
const VAGUE_ZH: [&str; 37] = [
    "进一步",
    "提高",
    "提升",
    "优化",
    "改善",
    "改进",
    "加强",
    "增强",
    "完善",
    "促进",
    "推动",
    "推进",
    "强化",
    "提质",
    "增效",
    "降低",
    "减少",
    "简化",
    "效率",
    "质量",
    "体验",
    "水平",
    "能力",
    "服务",
    "管理",
    "工作",
    "流程",
    "成本",
    "满意度",
    "整体",
    "全面",
    "持续",
    "不断",
    "更好",
    "并",
    "和",
    "的",
];
const VAGUE_EN: [&str; 44] = [
    "improve",
    "improved",
    "improving",
    "optimise",
    "optimize",
    "optimised",
    "optimized",
    "enhance",
    "increase",
    "reduce",
    "decrease",
    "boost",
    "better",
    "strengthen",
    "support",
    "promote",
    "streamline",
    "simplify",
    "raise",
    "lower",
    "make",
    "efficiency",
    "quality",
    "performance",
    "experience",
    "productivity",
    "service",
    "services",
    "process",
    "processes",
    "work",
    "costs",
    "cost",
    "things",
    "overall",
    "further",
    "more",
    "our",
    "your",
    "the",
    "a",
    "of",
    "and",
    "to",
];
/// Verbs after which a thing or a number must follow.
const VERBS_ZH: [&str; 17] = [
    "提高", "提升", "优化", "改善", "改进", "加强", "增强", "完善", "促进", "推动", "推进", "强化",
    "提质", "增效", "降低", "减少", "简化",
];
const VERBS_EN: usize = 21;

/// Written numbers; 一 stands in too many other words.
const NUMERALS_ZH: &str = "零二两三四五六七八九十百千万亿半";
const NUMERALS_EN: [&str; 17] = [
    "no", "none", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "half", "twice", "double", "every",
];
/// Words of a proof that is there or not.
const PROOFS_ZH: [&str; 24] = [
    "是否", "通过", "签字", "签署", "签收", "验收", "确认", "上线", "完成", "获得", "取得", "备案",
    "批准", "发布", "交付", "开通", "投产", "合格", "达标", "有无", "没有", "无需", "全部", "认证",
];
const PROOFS_EN: [&str; 24] = [
    "yes",
    "pass",
    "passes",
    "passed",
    "signed",
    "signs",
    "accepted",
    "accepts",
    "approved",
    "approves",
    "certified",
    "certificate",
    "confirmed",
    "confirms",
    "live",
    "done",
    "delivered",
    "open",
    "opened",
    "published",
    "exists",
    "agreed",
    "works",
    "all",
];

impl Smart {
    /// Reads a goal as it is typed.
    #[must_use]
    pub fn of(goal: &GoalDraft) -> Self {
        let reason = |text: &str, gap| {
            if weight(text) < REASON_MIN { Verdict::Unmet(gap) } else { Verdict::Met }
        };
        let has_day = goal.due.is_some() || goal.milestone.is_some();
        Self([
            specific(&goal.title),
            measurable(&goal.measure),
            reason(&goal.reachable, Gap::NoReach),
            reason(&goal.relevance, Gap::NoRelevance),
            if has_day { Verdict::Met } else { Verdict::Unmet(Gap::NoDay) },
        ])
    }

    /// The answer to one question.
    #[must_use]
    pub const fn verdict(&self, aspect: Aspect) -> Verdict {
        self.0[aspect as usize]
    }

    /// How many of the five are answered with yes.
    #[must_use]
    pub fn met(&self) -> usize {
        self.0.iter().filter(|verdict| **verdict == Verdict::Met).count()
    }
}

fn specific(title: &str) -> Verdict {
    if weight(title) == 0 {
        return Verdict::Unmet(Gap::NoTitle);
    }
    let title = title.to_lowercase();
    if is_vague(&title) {
        return Verdict::Unmet(Gap::Vague);
    }
    if weight(&title) < TITLE_MIN { Verdict::Unmet(Gap::TooShort) } else { Verdict::Met }
}

fn measurable(measure: &str) -> Verdict {
    if weight(measure) == 0 {
        return Verdict::Unmet(Gap::NoMeasure);
    }
    let measure = measure.to_lowercase();
    let has_proof = PROOFS_ZH.iter().any(|proof| measure.contains(proof))
        || words(&measure).any(|word| PROOFS_EN.contains(&word));
    if has_number(&measure) || has_proof { Verdict::Met } else { Verdict::Unmet(Gap::NoProof) }
}

/// Whether a title in small letters names a direction and nothing that it is about.
fn is_vague(title: &str) -> bool {
    let has_verb = VERBS_ZH.iter().any(|verb| title.contains(verb))
        || words(title).any(|word| VAGUE_EN[..VERBS_EN].contains(&word));
    has_verb && !has_number(title) && weight(&thing(title)) < THING_MIN
}

/// What is left of a title without the words that could stand in any.
fn thing(title: &str) -> String {
    let mut rest: String = words(title).filter(|word| !VAGUE_EN.contains(word)).collect();
    for word in VAGUE_ZH {
        rest = rest.replace(word, "");
    }
    rest
}

fn has_number(text: &str) -> bool {
    text.chars().any(|c| c.is_numeric() || NUMERALS_ZH.contains(c))
        || words(text).any(|word| NUMERALS_EN.contains(&word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// How much a text says: letters and digits, where a character outside of the alphabets counts as
/// two.
fn weight(text: &str) -> usize {
    let is_wide = |c: char| c >= '\u{2e80}';
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_title(title: &str, expected: Verdict) {
        let goal = GoalDraft { title: title.to_owned(), ..GoalDraft::default() };
        assert_eq!(Smart::of(&goal).verdict(Aspect::Specific), expected, "{title}");
    }

    fn check_measure(measure: &str, expected: Verdict) {
        let goal = GoalDraft { measure: measure.to_owned(), ..GoalDraft::default() };
        assert_eq!(Smart::of(&goal).verdict(Aspect::Measurable), expected, "{measure}");
    }

    #[test]
    fn a_title_says_what_will_be_true() {
        for title in [
            "三座仓库都用手持终端拣货",
            "拣货准确率达到 99.5%",
            "降低出错率到千分之五",
            "优化波次排程",
            "提高到 30 单每小时",
            "Every picker works with a handheld",
            "Improve picking accuracy",
            "99.5 % of orders are picked without an error",
            "Reduce the time per order to 4 minutes",
        ] {
            check_title(title, Verdict::Met);
        }
        for title in ["提高", "优化和提升", "提高工作效率", "改善服务质量"] {
            check_title(title, Verdict::Unmet(Gap::Vague));
        }
        for title in ["Improve", "optimise the process"] {
            check_title(title, Verdict::Unmet(Gap::Vague));
        }
        for title in ["上线", "Go live", "提高 30%"] {
            check_title(title, Verdict::Unmet(Gap::TooShort));
        }
        check_title(" … ", Verdict::Unmet(Gap::NoTitle));
    }

    #[test]
    fn a_measure_has_a_number_or_is_there_or_not() {
        for measure in
            ["准确率 ≥ 99.5%", "降低三成", "专家组验收通过", "cut in half", "signed by us"]
        {
            check_measure(measure, Verdict::Met);
        }
        for measure in ["用户感觉更好", "统一口径", "People like it"] {
            check_measure(measure, Verdict::Unmet(Gap::NoProof));
        }
        check_measure("", Verdict::Unmet(Gap::NoMeasure));
    }

    #[test]
    fn a_goal_needs_reasons_and_a_day() {
        let mut goal = GoalDraft::default();
        assert_eq!(Smart::of(&goal).met(), 0);
        for (aspect, gap) in [
            (Aspect::Achievable, Gap::NoReach),
            (Aspect::Relevant, Gap::NoRelevance),
            (Aspect::TimeBound, Gap::NoDay),
        ] {
            assert_eq!(Smart::of(&goal).verdict(aspect), Verdict::Unmet(gap));
        }
        goal.reachable = "试点已做到".to_owned();
        goal.relevance = "fewer returns".to_owned();
        goal.milestone = Some(crate::TaskId::new(1, [0; 10]));
        assert_eq!(Smart::of(&goal).met(), 3);
        goal.milestone = None;
        goal.due = "2026-05-01".parse().ok();
        assert_eq!(Smart::of(&goal).verdict(Aspect::TimeBound), Verdict::Met);
        goal.reachable = "是".to_owned();
        assert_eq!(Smart::of(&goal).verdict(Aspect::Achievable), Verdict::Unmet(Gap::NoReach));
    }

    #[test]
    fn aspects_stand_in_the_order_of_the_answers() {
        for (place, aspect) in ASPECTS.into_iter().enumerate() {
            assert_eq!(aspect as usize, place);
        }
    }
}
