use super::*;

const TASK: fn() -> TaskId = || TaskId::new(1, [0; 10]);

fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

fn target(task: Option<TaskId>, part: Option<Grab>, is_selected: bool) -> Target {
    Target { task, part, is_selected, ..Target::default() }
}

fn down(hand: Hand, part: Option<Grab>, is_selected: bool) -> Input {
    let task = Some(TASK());
    Input::Down { at: at(100.0, 10.0), hand, target: target(task, part, is_selected) }
}

fn on_the_ground(hand: Hand) -> Input {
    let target = Target { is_ground: true, ..target(None, None, false) };
    Input::Down { at: at(100.0, 90.0), hand, target }
}

/// Plays inputs on a scale of 10 px a day and writes down the commands.
fn check(inputs: &[Input], expected: &str) -> Drag {
    let mut drag = Drag::Idle;
    let mut commands = Vec::new();
    for input in inputs {
        let (next, command) = step(drag, *input, 10.0);
        drag = next;
        commands.extend(command.map(written));
    }
    assert_eq!(commands.join(" "), expected, "{inputs:?}");
    drag
}

fn written(command: Command) -> String {
    match command {
        Command::Hold(ms) => format!("hold{ms}"),
        Command::Select(task) => if task.is_some() { "select" } else { "clear" }.into(),
        Command::Choose(_) => "choose".into(),
        Command::Lift(_, grab) => format!("lift-{grab:?}"),
        Command::Shift(Shift::Days(days)) => format!("{days:+}d"),
        Command::Shift(Shift::Parts(parts)) => format!("{parts:+}p"),
        Command::Shift(Shift::Steps { weeks, days }) => format!("{weeks:+}w{days:+}d"),
        Command::Drop => "drop".into(),
        Command::Ask => "ask".into(),
        Command::Restore => "restore".into(),
        Command::Pan(by) => format!("pan{},{}", by.x, by.y),
        Command::Poise(_) => "poise".into(),
        Command::Draw(from, to) => format!("draw{from}..{to}"),
        Command::Name => "name".into(),
    }
}

#[test]
fn a_mouse_lifts_after_five_pixels() {
    use Input::{Move, Up};
    let press = down(Hand::Mouse, Some(Grab::Body), false);
    check(&[press, Move(at(104.0, 10.0)), Up], "select");
    let drag = [press, Move(at(106.0, 10.0)), Move(at(131.0, 90.0)), Up];
    check(&drag, "lift-Body +3d drop");
    let there_and_back = [press, Move(at(120.0, 10.0)), Move(at(130.0, 0.0)), Move(at(101.0, 0.0))];
    check(&there_and_back, "lift-Body +3d +0d");
}

#[test]
fn a_pointer_that_snaps_to_nothing_moves_parts_of_a_day() {
    use Input::{Glide, Move, Up};
    let press = down(Hand::Mouse, Some(Grab::Body), false);
    let drag = [press, Move(at(110.0, 10.0)), Glide(at(115.0, 10.0)), Move(at(121.0, 10.0)), Up];
    check(&drag, "lift-Body +24p +2d drop");
}

#[test]
fn a_mouse_on_empty_ground_moves_the_axis() {
    let press = down(Hand::Mouse, None, false);
    check(&[press, Input::Move(at(90.0, 10.0)), Input::Move(at(80.0, 5.0))], "pan20,5");
}

#[test]
fn a_swipe_scrolls_and_writes_nothing() {
    use Input::{Cancel, Held, Move, Up};
    let press = down(Hand::Touch, Some(Grab::Body), false);
    check(&[press, Move(at(109.0, 10.0)), Held, Up], "hold250");
    check(&[press, Cancel, Held, Up], "hold250");
    check(&[press, Up, Held], "hold250 select");
}

#[test]
fn a_finger_lifts_by_holding_or_when_the_bar_is_selected() {
    use Input::{Held, Move, Up};
    let held = down(Hand::Touch, Some(Grab::Body), false);
    check(
        &[held, Move(at(105.0, 10.0)), Held, Move(at(120.0, 10.0)), Up],
        "hold250 lift-Body +2d drop",
    );
    let selected = down(Hand::Touch, Some(Grab::Finish), true);
    check(&[selected, Move(at(109.0, 10.0)), Move(at(80.0, 10.0)), Up], "lift-Finish -2d drop");
}

#[test]
fn a_pen_needs_a_hold_or_a_selected_bar() {
    use Input::{Held, Move};
    check(&[down(Hand::Pen, Some(Grab::Body), false), Held], "hold200 lift-Body");
    check(&[down(Hand::Pen, Some(Grab::Body), true), Move(at(106.0, 10.0))], "lift-Body");
}

#[test]
fn a_press_on_a_line_selects_the_link() {
    use Input::{Move, Up};
    let line = Some(LinkId::new(1, [0; 10]));
    let press = |hand: Hand| {
        let target = Target { line, ..target(Some(TASK()), None, false) };
        Input::Down { at: at(100.0, 10.0), hand, target }
    };
    check(&[press(Hand::Mouse), Up], "choose");
    check(&[press(Hand::Touch), Move(at(103.0, 12.0)), Up], "choose");
    check(&[press(Hand::Touch), Move(at(103.0, 22.0)), Up], "");
}

#[test]
fn a_new_task_is_drawn_on_the_ground() {
    use Input::{Cancel, Held, Move, Up};
    let (mouse, finger) = (on_the_ground(Hand::Mouse), on_the_ground(Hand::Touch));
    let drag = [mouse, Move(at(106.0, 90.0)), Move(at(60.0, 300.0)), Up];
    check(&drag, "draw100..106 draw100..60 name");
    check(&[mouse, Move(at(130.0, 90.0)), Cancel, Up], "draw100..130 restore");
    check(&[mouse, Up], "clear");
    check(&[finger, Held, Move(at(130.0, 90.0)), Up], "hold250 draw100..100 draw100..130 name");
    check(&[finger, Move(at(130.0, 90.0)), Held], "hold250");
    let pen = on_the_ground(Hand::Pen);
    check(&[pen, Move(at(106.0, 90.0)), Move(at(110.0, 90.0))], "hold200 pan-10,0");
}

#[test]
fn a_new_task_is_drawn_below_a_row_after_a_hold() {
    use Input::{Cancel, Held, Move, Up};
    let press = |hand: Hand| {
        let target = Target { is_beside: true, ..target(Some(TASK()), None, false) };
        Input::Down { at: at(100.0, 10.0), hand, target }
    };
    let mouse = press(Hand::Mouse);
    check(&[mouse, Held, Move(at(130.0, 10.0)), Up], "hold250 poise draw100..130 name");
    check(&[mouse, Held, Move(at(102.0, 10.0)), Up], "hold250 poise select");
    check(&[mouse, Held, Cancel, Up], "hold250 poise restore");
    check(&[mouse, Move(at(90.0, 10.0)), Held, Move(at(80.0, 10.0))], "hold250 pan20,0");
    check(&[press(Hand::Touch), Move(at(109.0, 10.0)), Held, Up], "hold250");
}

#[test]
fn a_second_finger_or_escape_puts_everything_back() {
    use Input::{Cancel, Move, Up};
    let press = down(Hand::Touch, Some(Grab::Body), true);
    check(&[press, Move(at(120.0, 10.0)), press, Move(at(190.0, 10.0)), Up], "lift-Body restore");
    check(&[press, Move(at(120.0, 10.0)), Cancel, Up], "lift-Body restore");
    check(&[press, press, Up], "");
}

#[test]
fn what_is_asked_about_stays_in_the_hand_for_keys() {
    use Input::{Ask, Cancel, Commit, Move, Step};
    let held = [down(Hand::Mouse, Some(Grab::Body), false), Move(at(131.0, 10.0)), Ask];
    let play = |more: &[Input], expected: &str| {
        let mut all = vec![held[0], held[1], held[1], held[2]];
        all.extend_from_slice(more);
        check(&all, &format!("lift-Body +3d ask {expected}"));
    };
    play(&[Move(at(10.0, 10.0)), Commit], "drop");
    play(&[Step { weeks: 1, days: -1 }, Cancel], "+9d restore");
    play(&[held[0]], "restore");
}

#[test]
fn keys_make_the_same_moves() {
    use Input::{Cancel, Commit, Move, Step, Take};
    let (day, week) = (Step { weeks: 0, days: 1 }, Step { weeks: -1, days: 0 });
    let take = Take(TASK(), Grab::Body);
    check(&[take, day, day, week, Commit], "lift-Body +0w+1d +0w+2d -1w+2d drop");
    check(&[take, day, Move(at(0.0, 0.0)), Cancel], "lift-Body +0w+1d restore");
    check(&[day, Commit], "");
}
