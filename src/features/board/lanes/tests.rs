use domain::plan::apply::apply;
use domain::plan::board::{default_columns, move_card};
use domain::plan::{Calendar, Iteration, PlanOp, Priority};
use domain::{CalendarId, IterationId, UserId};

use super::*;

fn id(number: u8) -> [u8; 10] {
    [number; 10]
}

fn task_id(number: u8) -> TaskId {
    TaskId::new(u64::from(number), id(number))
}

/// A board written as `to do|doing|review|done`, cards as letters from top to bottom.
fn plan(text: &str) -> Plan {
    let calendar = Calendar::office(CalendarId::new(1, id(0)), "calendar".to_owned());
    let mut next = 0;
    let columns = default_columns(["t", "d", "r", "f"].map(str::to_owned), || {
        next += 1;
        ColumnId::new(next, id(0))
    });
    let ids: Vec<ColumnId> = columns.iter().map(|column| column.id).collect();
    let mut plan = Plan::new(0, calendar, columns);
    for (column, cards) in ids.iter().zip(text.split('|')) {
        let ranks = Rank::sequence(cards.len());
        for (letter, rank) in cards.bytes().zip(ranks) {
            let title = char::from(letter).to_string();
            let mut task = Task::new(task_id(letter), u32::from(letter), title, rank);
            task.column = Some(*column);
            plan.tasks.insert(task.id, task);
        }
    }
    plan
}

/// The board without lanes.
fn deck(plan: &Plan, filter: &Filter) -> Deck {
    let traces = Traces::default();
    let around = Around { people: &[], traces: &traces, late: &BTreeSet::new() };
    Deck::of(plan, "P", filter, GroupBy::Nothing, around)
}

fn text(plan: &Plan, filter: &Filter) -> String {
    let deck = deck(plan, filter);
    let column = |stack: &Stack| {
        stack.cards.iter().map(|card| plan.tasks[card].title.clone()).collect::<String>()
    };
    deck.stacks.iter().map(column).collect::<Vec<_>>().join("|")
}

/// Moves a card as the board does and writes the board down.
fn moved(board: &str, card: u8, to: (usize, usize), filter: &Filter) -> String {
    let mut plan = plan(board);
    let deck = deck(&plan, filter);
    let stack = &deck.stacks[to.0];
    let rank = stack.ranks_at(&plan, &[task_id(card)], to.1).remove(0);
    let op = move_card(&plan, &plan.tasks[&task_id(card)], &stack.column, rank, 1000);
    apply(&mut plan, &op).unwrap();
    text(&plan, &Filter::default())
}

#[test]
fn a_card_lands_at_the_place_among_the_others() {
    let none = Filter::default();
    let cases = [
        ((b'a', (1, 0)), "bc|ade|f|"),
        ((b'a', (1, 1)), "bc|dae|f|"),
        ((b'a', (1, 2)), "bc|dea|f|"),
        ((b'a', (0, 1)), "bac|de|f|"),
        ((b'a', (0, 2)), "bca|de|f|"),
        ((b'c', (0, 0)), "cab|de|f|"),
        ((b'f', (3, 0)), "abc|de||f"),
    ];
    for ((card, to), expected) in cases {
        assert_eq!(moved("abc|de|f|", card, to, &none), expected);
    }
}

#[test]
fn hidden_cards_keep_their_order() {
    let filter = Filter { text: "c".to_owned(), ..Filter::default() };
    assert_eq!(moved("abcd|||", b'c', (0, 0), &filter), "cabd|||");
    let filter = Filter { text: "b".to_owned(), ..Filter::default() };
    assert_eq!(moved("abcd|e||", b'e', (0, 1), &filter), "abcde|||");
}

#[test]
fn fullness_is_measured_by_all_cards() {
    let plan = plan("|abcdefg||");
    let filter = Filter { text: "f".to_owned(), ..Filter::default() };
    let deck = deck(&plan, &filter);
    let doing = &deck.stacks[1];
    assert_eq!(doing.wip, Wip::Over { limit: 5, by: 2 });
    assert_eq!((doing.cards.len(), doing.cut, deck.hidden()), (1, Some(0), 6));
    assert_eq!(Wip::of(4, Some(5)), Wip::Under { limit: 5 });
    assert_eq!(Wip::of(5, Some(5)), Wip::Full { limit: 5 });
    assert_eq!(Wip::of(9, None), Wip::Free);
}

#[test]
fn a_cut_line_stands_only_above_a_shown_card() {
    let plan = plan("|abcdefg||");
    let cut = |text: &str| {
        let deck = deck(&plan, &Filter { text: text.to_owned(), ..Filter::default() });
        (deck.stacks[1].cut, deck.shown_in(deck.stacks[1].column.id))
    };
    assert_eq!(cut(""), (Some(5), 7));
    assert_eq!(cut("g"), (Some(0), 1));
    assert_eq!(cut("a"), (None, 1));
    assert_eq!(cut("x"), (None, 0));
}

#[test]
fn the_keyboard_goes_to_the_next_card_when_its_own_is_hidden_or_gone() {
    let plan = plan("abc|de||");
    let check = |shown: &str, wanted: u8, before: Option<(usize, usize)>, expected: &str| {
        let mut deck = deck(&plan, &Filter::default());
        let is_shown = |card: &TaskId| shown.contains(&plan.tasks[card].title);
        deck.stacks.iter_mut().for_each(|stack| stack.cards.retain(is_shown));
        let before = before.map(|(stack, place)| Spot { stack, place });
        let found = deck.with_keyboard(Some(task_id(wanted)), before);
        let words = found.map_or_else(String::new, |(card, spot)| {
            format!("{} {} {}", plan.tasks[&card].title, spot.stack, spot.place)
        });
        assert_eq!(words, expected, "{shown} {}", char::from(wanted));
    };
    check("abcde", b'b', None, "b 0 1");
    check("acde", b'b', None, "c 0 1");
    check("abde", b'c', None, "b 0 1");
    check("de", b'b', None, "d 1 0");
    check("", b'b', None, "");
    // Of what is gone only the place is known.
    check("abcde", b'z', Some((1, 1)), "e 1 1");
    check("abcd", b'z', Some((1, 1)), "d 1 0");
    check("abcde", b'z', None, "a 0 0");
}

#[test]
fn summaries_have_no_card() {
    let mut plan = plan("abc|||");
    plan.tasks.get_mut(&task_id(b'b')).unwrap().parent = Some(task_id(b'a'));
    assert_eq!(text(&plan, &Filter::default()), "bc|||");
}

#[test]
fn filters_hide_by_person_visibility_block_and_words() {
    let mut plan = plan("abc|||");
    let person = UserId::new(1, id(7));
    plan.tasks.get_mut(&task_id(b'b')).unwrap().assignee = Some(person);
    plan.tasks.get_mut(&task_id(b'c')).unwrap().is_client_visible = true;
    let mine = Filter { assignee: Some(person), ..Filter::default() };
    assert_eq!(text(&plan, &mine), "b|||");
    let visible = Filter { client_visible: true, ..Filter::default() };
    assert_eq!(text(&plan, &visible), "c|||");
    plan.tasks.get_mut(&task_id(b'a')).unwrap().blocked = Some(String::new());
    let blocked = Filter { blocked: true, ..Filter::default() };
    assert_eq!(text(&plan, &blocked), "a|||");
    assert_eq!(text(&plan, &Filter { assignee: Some(person), ..blocked }), "|||");
    let key = Filter { text: " p-97".to_owned(), ..Filter::default() };
    assert_eq!(text(&plan, &key), "a|||");
}

#[test]
fn steps_stay_on_the_board() {
    let plan = plan("abc||de|");
    let deck = deck(&plan, &Filter::default());
    let at = |stack, place| Spot { stack, place };
    let next = |from, step| deck.next_spot(task_id(b'a'), from, step);
    assert_eq!(next(at(0, 0), Step::Up), None);
    assert_eq!(next(at(0, 0), Step::Down), Some(at(0, 1)));
    assert_eq!(next(at(0, 2), Step::Down), None);
    assert_eq!(next(at(0, 0), Step::Bottom), Some(at(0, 2)));
    assert_eq!(next(at(0, 2), Step::Right), Some(at(1, 0)));
    assert_eq!(next(at(2, 9), Step::Left), Some(at(1, 0)));
    assert_eq!(next(at(3, 0), Step::Right), None);
}

#[test]
fn the_focus_steps_over_empty_columns() {
    let plan = plan("abc||de|");
    let deck = deck(&plan, &Filter::default());
    let next = |from, step| deck.next_card(task_id(from), step);
    assert_eq!(next(b'c', Step::Right), Some(task_id(b'e')));
    assert_eq!(next(b'e', Step::Left), Some(task_id(b'b')));
    assert_eq!(next(b'a', Step::Left), None);
    assert_eq!(next(b'a', Step::Bottom), Some(task_id(b'c')));
}

#[test]
fn several_cards_land_together_in_their_order() {
    let mut plan = plan("abc|de|f|");
    let deck = deck(&plan, &Filter::default());
    let cards = [b'a', b'e', b'c'].map(task_id);
    let ranks = deck.stacks[1].ranks_at(&plan, &cards, 1);
    for (card, rank) in cards.iter().zip(ranks) {
        let op = move_card(&plan, &plan.tasks[card], &deck.stacks[1].column, rank, 1000);
        apply(&mut plan, &op).unwrap();
    }
    assert_eq!(text(&plan, &Filter::default()), "b|daec|f|");
    assert_eq!(deck.wip_with(1, &cards), Wip::Under { limit: 5 });
}

fn in_lanes(plan: &Plan, group: GroupBy, people: &[UserId]) -> Deck {
    let traces = Traces::default();
    let around = Around { people, traces: &traces, late: &BTreeSet::new() };
    Deck::of(plan, "P", &Filter::default(), group, around)
}

/// A board in lanes: `urgent: ab|c||` by line.
fn lanes(plan: &Plan, group: GroupBy, people: &[UserId]) -> String {
    let deck = in_lanes(plan, group, people);
    let line = |cells: &[Stack]| {
        let cards = |stack: &Stack| stack.all.iter().map(|card| &*plan.tasks[card].title).collect();
        cells.iter().map(cards).collect::<Vec<String>>().join("|")
    };
    deck.stacks.chunks(deck.columns().len()).map(line).collect::<Vec<_>>().join("\n")
}

/// Puts an iteration of two weeks into a plan.
fn iteration(plan: &mut Plan) -> IterationId {
    let day = |text: &str| text.parse().unwrap();
    let (start, finish) = (day("2026-03-02"), day("2026-03-13"));
    let (name, goal) = ("1".to_owned(), String::new());
    let made = Iteration { id: IterationId::new(1, id(3)), name, goal, start, finish };
    let iteration = made.id;
    plan.iterations.insert(iteration, made);
    iteration
}

#[test]
fn lanes_gather_cards_that_have_something_in_common() {
    let mut plan = plan("abc|de||f");
    let person = UserId::new(1, id(7));
    let other = UserId::new(2, id(7));
    plan.tasks.get_mut(&task_id(b'b')).unwrap().assignee = Some(person);
    plan.tasks.get_mut(&task_id(b'd')).unwrap().assignee = Some(other);
    plan.tasks.get_mut(&task_id(b'c')).unwrap().priority = Priority::Urgent;
    plan.tasks.get_mut(&task_id(b'e')).unwrap().priority = Priority::Low;
    plan.tasks.get_mut(&task_id(b'e')).unwrap().is_client_visible = true;
    plan.tasks.get_mut(&task_id(b'f')).unwrap().parent = Some(task_id(b'a'));
    let iteration = iteration(&mut plan);
    plan.tasks.get_mut(&task_id(b'd')).unwrap().iteration = Some(iteration);
    assert_eq!(lanes(&plan, GroupBy::Iteration, &[]), "|d||\nbc|e||f");
    assert_eq!(lanes(&plan, GroupBy::Nothing, &[]), "bc|de||f");
    assert_eq!(lanes(&plan, GroupBy::Expedite, &[]), "c|||\nb|de||f");
    assert_eq!(lanes(&plan, GroupBy::Assignee, &[person]), "b|||\n|d||\nc|e||f");
    assert_eq!(lanes(&plan, GroupBy::Priority, &[]), "c|||\n|||\nb|d||f\n|e||");
    assert_eq!(lanes(&plan, GroupBy::Phase, &[]), "|||f\nbc|de||");
    assert_eq!(lanes(&plan, GroupBy::Visibility, &[]), "|e||\nbc|d||f");
}

#[test]
fn a_card_that_enters_a_lane_becomes_what_the_lane_stands_for() {
    let mut before = plan("abc|de||f");
    iteration(&mut before);
    let person = UserId::new(1, id(7));
    let traces = Traces::default();
    let around = Around { people: &[person], traces: &traces, late: &BTreeSet::new() };
    for group in GroupBy::ALL.map(|(group, _)| group) {
        for lane in group.lanes(&before, around) {
            let mut plan = before.clone();
            if let Some(to) = lane.entry(&plan) {
                apply(&mut plan, &PlanOp::change(task_id(b'd'), to)).unwrap();
            }
            assert_eq!(group.lane_of(&plan, &plan.tasks[&task_id(b'd')], &traces), lane);
        }
    }
}

#[test]
fn a_lane_counts_what_is_begun_against_its_limit() {
    let mut plan = plan("abc|de|f|");
    plan.settings.lane_limit = Some(2);
    let deck = in_lanes(&plan, GroupBy::Priority, &[]);
    let head = deck.lanes[2];
    assert_eq!((head.lane, head.count, head.begun), (Lane::Priority(Priority::Medium), 6, 3));
    assert_eq!(head.wip, Wip::Over { limit: 2, by: 1 });
    let urgent_doing = 1;
    assert_eq!(deck.lane_with(urgent_doing, &[task_id(b'a')]), Wip::Under { limit: 2 });
    // Columns are measured over all lanes.
    assert_eq!(deck.wip_with(urgent_doing, &[task_id(b'd')]), Wip::Under { limit: 5 });
}

#[test]
fn steps_lead_from_lane_to_lane() {
    let mut plan = plan("abc|d||");
    plan.tasks.get_mut(&task_id(b'a')).unwrap().priority = Priority::Urgent;
    let deck = in_lanes(&plan, GroupBy::Expedite, &[]);
    let at = |stack, place| Spot { stack, place };
    let next = |from, step| deck.next_spot(task_id(b'a'), from, step);
    assert_eq!(next(at(0, 0), Step::Down), Some(at(4, 0)));
    assert_eq!(next(at(4, 0), Step::Up), Some(at(0, 0)));
    assert_eq!(next(at(4, 2), Step::Down), None);
    assert_eq!(next(at(3, 0), Step::Right), None);
    assert_eq!(next(at(4, 0), Step::Left), None);
    assert_eq!(deck.next_card(task_id(b'a'), Step::Down), Some(task_id(b'b')));
    assert_eq!(deck.next_card(task_id(b'b'), Step::Up), Some(task_id(b'a')));
    assert_eq!(deck.next_card(task_id(b'd'), Step::Up), None);
    assert_eq!(deck.first_of(ColumnKind::Done, 5), Some(7));
}

#[test]
fn a_card_is_beyond_the_limit_of_its_column_or_its_lane() {
    let mut plan = plan("abc|de|f|");
    let limit = |plan: &mut Plan, at: usize, most| {
        let column = plan.columns_in_order()[at].id;
        plan.columns.get_mut(&column).unwrap().limit = most;
    };
    let beyond = |plan: &Plan, group| {
        let deck = in_lanes(plan, group, &[]);
        let is_beyond = |card: &&u8| !deck.exceeded_at(task_id(**card)).is_empty();
        let cards = b"abcdef".iter().filter(is_beyond);
        cards.map(|card| char::from(*card)).collect::<String>()
    };
    (0..3).for_each(|at| limit(&mut plan, at, None));
    assert_eq!(beyond(&plan, GroupBy::Priority), "");
    limit(&mut plan, 0, Some(3));
    assert_eq!(beyond(&plan, GroupBy::Nothing), "", "full is not beyond");
    limit(&mut plan, 0, Some(2));
    assert_eq!(beyond(&plan, GroupBy::Nothing), "abc");
    limit(&mut plan, 0, None);
    plan.settings.lane_limit = Some(2);
    assert_eq!(beyond(&plan, GroupBy::Nothing), "", "without lanes there is no limit of a lane");
    // What is not begun does not count for the lane.
    assert_eq!(beyond(&plan, GroupBy::Priority), "def");
    let whose = Limited::Lane(Lane::Priority(Priority::Medium));
    let deck = in_lanes(&plan, GroupBy::Priority, &[]);
    assert_eq!(deck.exceeded_at(task_id(b'd')), [Excess { whose, limit: 2, count: 3 }]);
    plan.tasks.get_mut(&task_id(b'd')).unwrap().priority = Priority::Urgent;
    assert_eq!(beyond(&plan, GroupBy::Priority), "");
    let before = in_lanes(&plan, GroupBy::Priority, &[]);
    assert_eq!(deck.come_beyond(&before, &[b'a', b'd', b'e'].map(task_id)), [task_id(b'd')]);
    assert!(before.come_beyond(&deck, &[task_id(b'd')]).is_empty());
}

#[test]
fn a_lane_and_a_column_count_what_a_filter_shows() {
    let mut plan = plan("abc|de|f|");
    plan.tasks.get_mut(&task_id(b'd')).unwrap().priority = Priority::Urgent;
    let (traces, filter) = (Traces::default(), Filter { text: "d".into(), ..Filter::default() });
    let around = Around { people: &[], traces: &traces, late: &BTreeSet::new() };
    let deck = Deck::of(&plan, "P", &filter, GroupBy::Expedite, around);
    let counts: Vec<_> = deck.lanes.iter().map(|head| (head.shown, head.count)).collect();
    assert_eq!(counts, [(1, 1), (0, 5)]);
    let doing = deck.stacks[1].column.id;
    assert_eq!((deck.shown_in(doing), deck.stacks[1].total), (1, 2));
}

#[test]
fn the_focus_steps_over_folded_lanes() {
    let mut plan = plan("abc|d||");
    plan.tasks.get_mut(&task_id(b'a')).unwrap().priority = Priority::Urgent;
    plan.tasks.get_mut(&task_id(b'b')).unwrap().priority = Priority::High;
    let mut deck = in_lanes(&plan, GroupBy::Priority, &[]);
    let (a, b, c) = (task_id(b'a'), task_id(b'b'), task_id(b'c'));
    assert_eq!(deck.next_card(a, Step::Down), Some(b));
    deck.folded.insert(Lane::Priority(Priority::High));
    assert_eq!(deck.next_card(a, Step::Down), Some(c));
    assert_eq!(deck.next_card(c, Step::Up), Some(a));
    let keyboard =
        |deck: &Deck, wanted| deck.with_keyboard(Some(wanted), None).map(|(card, _)| card);
    assert_eq!(keyboard(&deck, b), Some(a), "what is folded away has no keyboard");
    assert_eq!(keyboard(&deck, c), Some(c));
    deck.folded.insert(Lane::Priority(Priority::Urgent));
    assert_eq!(keyboard(&deck, a), Some(c));
    deck.folded.insert(Lane::Priority(Priority::Medium));
    assert_eq!(keyboard(&deck, a), None);
}

#[test]
fn the_focus_steps_over_strips_and_cards_come_to_their_top() {
    let plan = plan("ab|cd|e|");
    let mut deck = deck(&plan, &Filter::default());
    let (a, c, e) = (task_id(b'a'), task_id(b'c'), task_id(b'e'));
    let b = task_id(b'b');
    let doing = deck.stacks[1].column.id;
    assert_eq!(deck.next_card(a, Step::Right), Some(c));
    deck.collapsed.insert(doing);
    assert_eq!(deck.next_card(a, Step::Right), Some(e));
    assert_eq!(deck.next_card(e, Step::Left), Some(a));
    let from = Spot { stack: 0, place: 1 };
    let strip = Spot { stack: 1, place: 0 };
    assert_eq!(deck.next_spot(b, from, Step::Right), Some(strip));
    assert_eq!(deck.next_spot(b, strip, Step::Down), None);
    assert_eq!(deck.next_spot(b, strip, Step::Bottom), None);
    assert_eq!(deck.next_spot(b, strip, Step::Right), Some(Spot { stack: 2, place: 0 }));
    let keyboard = |deck: &Deck, before| deck.with_keyboard(Some(c), before).map(|(card, _)| card);
    assert_eq!(keyboard(&deck, Some(from)), Some(b), "the one that has come to its place");
    assert_eq!(keyboard(&deck, None), Some(a), "what lies in a strip has no keyboard");
    let columns: Vec<ColumnId> = deck.columns().iter().map(|stack| stack.column.id).collect();
    deck.collapsed.extend(columns);
    assert_eq!(keyboard(&deck, None), None);
}
