use domain::plan::Calendar;
use domain::plan::apply::apply;
use domain::plan::board::{default_columns, move_card};
use domain::{CalendarId, UserId};

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

fn text(plan: &Plan, filter: &Filter) -> String {
    let deck = Deck::of(plan, "P", filter);
    let column = |stack: &Stack| {
        stack.cards.iter().map(|card| plan.tasks[card].title.clone()).collect::<String>()
    };
    deck.stacks.iter().map(column).collect::<Vec<_>>().join("|")
}

/// Moves a card as the board does and writes the board down.
fn moved(board: &str, card: u8, to: (usize, usize), filter: &Filter) -> String {
    let mut plan = plan(board);
    let deck = Deck::of(&plan, "P", filter);
    let stack = &deck.stacks[to.0];
    let rank = stack.rank_at(&plan, task_id(card), to.1);
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
    let deck = Deck::of(&plan, "P", &filter);
    let doing = &deck.stacks[1];
    assert_eq!(doing.wip, Wip::Over { limit: 5, by: 2 });
    assert_eq!((doing.cards.len(), doing.cut, deck.hidden()), (1, Some(0), 6));
    assert_eq!(Wip::of(4, Some(5)), Wip::Under { limit: 5 });
    assert_eq!(Wip::of(5, Some(5)), Wip::Full { limit: 5 });
    assert_eq!(Wip::of(9, None), Wip::Free);
}

#[test]
fn summaries_have_no_card() {
    let mut plan = plan("abc|||");
    plan.tasks.get_mut(&task_id(b'b')).unwrap().parent = Some(task_id(b'a'));
    assert_eq!(text(&plan, &Filter::default()), "bc|||");
}

#[test]
fn filters_hide_by_person_visibility_and_words() {
    let mut plan = plan("abc|||");
    let person = UserId::new(1, id(7));
    plan.tasks.get_mut(&task_id(b'b')).unwrap().assignee = Some(person);
    plan.tasks.get_mut(&task_id(b'c')).unwrap().is_client_visible = true;
    let mine = Filter { assignee: Some(person), ..Filter::default() };
    assert_eq!(text(&plan, &mine), "b|||");
    let visible = Filter { client_visible: true, ..Filter::default() };
    assert_eq!(text(&plan, &visible), "c|||");
    let key = Filter { text: " p-97".to_owned(), ..Filter::default() };
    assert_eq!(text(&plan, &key), "a|||");
}

#[test]
fn steps_stay_on_the_board() {
    let plan = plan("abc||de|");
    let deck = Deck::of(&plan, "P", &Filter::default());
    let at = |column, place| Spot { column, place };
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
    let deck = Deck::of(&plan, "P", &Filter::default());
    let next = |from, step| deck.next_card(task_id(from), step);
    assert_eq!(next(b'c', Step::Right), Some(task_id(b'e')));
    assert_eq!(next(b'e', Step::Left), Some(task_id(b'b')));
    assert_eq!(next(b'a', Step::Left), None);
    assert_eq!(next(b'a', Step::Bottom), Some(task_id(b'c')));
}
