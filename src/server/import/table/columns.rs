//! The headings by which columns are known, in the words of many programs.

use domain::plan::draft::{Change, Verdict};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Name,
    Id,
    UniqueId,
    Wbs,
    Level,
    Parent,
    Duration,
    Start,
    Finish,
    Predecessors,
    UniquePredecessors,
    Percent,
    Status,
    Milestone,
    Kind,
    Assignee,
    Priority,
    Labels,
    Notes,
    ActualStart,
    ActualFinish,
}

/// Headings in small letters without spaces and punctuation, the more telling ones first: where two
/// columns hold the same, the first that is filled counts.
const HEADINGS: [(Column, &[&str]); 21] = [
    (
        Column::Name,
        &[
            "任务名称",
            "taskname",
            "name",
            "title",
            "任务标题",
            "subject",
            "summary",
            "名称",
            "标题",
            "主题",
            "任务",
            "task",
            "活动名称",
            "工作项",
            "工作内容",
            "事项",
            "用例标题",
        ],
    ),
    (
        Column::Id,
        &[
            "id",
            "标识号",
            "issuekey",
            "key",
            "taskid",
            "任务编号",
            "编号",
            "序号",
            "no",
            "number",
            "row",
            "issueid",
        ],
    ),
    (Column::UniqueId, &["uniqueid", "uid", "唯一标识号"]),
    (Column::Wbs, &["wbs", "wbs编码", "wbs代码", "outlinenumber", "大纲数字", "大纲编号"]),
    (Column::Level, &["outlinelevel", "大纲级别", "level", "层级", "级别"]),
    (
        Column::Parent,
        &[
            "parent",
            "parenttask",
            "parentid",
            "parentkey",
            "父任务",
            "上级任务",
            "父任务编号",
            "父级",
        ],
    ),
    (Column::Duration, &["duration", "工期", "持续时间", "scheduledduration"]),
    (
        Column::Start,
        &[
            "start",
            "startdate",
            "starttime",
            "开始时间",
            "开始日期",
            "开始",
            "计划开始时间",
            "计划开始日期",
            "计划开始",
            "scheduledstart",
            "begin",
            "begindate",
            "customfieldstartdate",
            "inferredstartdate",
        ],
    ),
    (
        Column::Finish,
        &[
            "finish",
            "finishdate",
            "finishtime",
            "完成时间",
            "完成日期",
            "完成",
            "结束时间",
            "结束日期",
            "结束",
            "计划完成时间",
            "计划完成日期",
            "计划完成",
            "计划结束时间",
            "计划结束日期",
            "end",
            "enddate",
            "endtime",
            "scheduledfinish",
            "due",
            "duedate",
            "截止日期",
            "截止时间",
            "截止",
            "inferredduedate",
        ],
    ),
    (
        Column::Predecessors,
        &[
            "predecessors",
            "前置任务",
            "predecessor",
            "blockedbydependencies",
            "blockedby",
            "dependencies",
            "dependson",
            "follows",
            "前置",
            "依赖",
            "紧前任务",
        ],
    ),
    (Column::UniquePredecessors, &["uniqueidpredecessors", "唯一标识号前置任务"]),
    (
        Column::Percent,
        &["%complete", "percentcomplete", "完成百分比", "progress", "进度", "完成率", "完成度"],
    ),
    (Column::Status, &["status", "状态", "任务状态", "taskstatus"]),
    (Column::Milestone, &["milestone", "里程碑", "ismilestone"]),
    (Column::Kind, &["type", "issuetype", "任务类型", "类型", "kind"]),
    (
        Column::Assignee,
        &[
            "assignee",
            "负责人",
            "责任人",
            "assignedto",
            "resourcenames",
            "资源名称",
            "owner",
            "经办人",
            "执行人",
            "resource",
            "resources",
            "资源",
        ],
    ),
    (
        Column::Notes,
        &["notes", "备注", "description", "描述", "说明", "note", "content", "任务描述"],
    ),
    (Column::Priority, &["priority", "优先级", "优先", "重要程度", "严重程度"]),
    (Column::Labels, &["labels", "label", "tags", "tag", "标签"]),
    (Column::ActualStart, &["actualstart", "实际开始时间", "实际开始日期", "实际开始"]),
    (
        Column::ActualFinish,
        &[
            "actualfinish",
            "实际完成时间",
            "实际完成日期",
            "实际完成",
            "completedat",
            "completedtime",
            "resolved",
        ],
    ),
];

/// What a column with this heading holds, and how telling the heading is (less is more).
pub(super) fn known(heading: &str) -> Option<(Column, usize)> {
    let is_mark = |c: char| c.is_whitespace() || "_-.*#()（）[]:：\u{feff}".contains(c);
    let bare: String = heading.to_lowercase().chars().filter(|c| !is_mark(*c)).collect();
    HEADINGS.iter().find_map(|(column, headings)| {
        let place = headings.iter().position(|heading| *heading == bare)?;
        Some((*column, place))
    })
}

/// What becomes of a column.
pub(super) const fn verdict(column: Column) -> Verdict {
    match column {
        Column::Name
        | Column::Duration
        | Column::Level
        | Column::Parent
        | Column::Predecessors
        | Column::UniquePredecessors
        | Column::Percent
        | Column::Milestone
        | Column::Labels
        | Column::Notes
        | Column::ActualStart
        | Column::ActualFinish => Verdict::Kept,
        Column::Id | Column::UniqueId => Verdict::Changed(Change::Numbers),
        Column::Wbs => Verdict::Changed(Change::Outline),
        Column::Start | Column::Finish => Verdict::Changed(Change::Bounds),
        Column::Status => Verdict::Changed(Change::Done),
        Column::Kind => Verdict::Changed(Change::Milestone),
        Column::Priority => Verdict::Changed(Change::Priority),
        Column::Assignee => Verdict::Changed(Change::Assignee),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_many_programs_are_known() {
        for (heading, column) in [
            ("Task Name", Column::Name),
            ("任务名称", Column::Name),
            ("Summary", Column::Name),
            ("唯一标识号", Column::UniqueId),
            ("Outline_Level", Column::Level),
            ("% Complete", Column::Percent),
            ("Due date", Column::Finish),
            ("Blocked By (Dependencies)", Column::Predecessors),
            ("前置任务", Column::Predecessors),
            ("Custom field (Start date)", Column::Start),
            ("Resource Names", Column::Assignee),
        ] {
            assert_eq!(known(heading).map(|(column, _)| column), Some(column), "{heading}");
        }
        assert_eq!(known("Sprint"), None);
        assert_eq!(known(""), None);
    }
}
