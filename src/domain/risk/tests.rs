//! Scores, levels, what counts as an assessment, and which risks are the top ones.

use super::*;

const NOW: Timestamp = Timestamp(5);

fn place(probability: u8, impact: u8) -> Place {
    Place { probability, impact }
}

fn risk(number: i32, inherent: Place, residual: Option<Place>) -> Risk {
    let id = RiskId::new(number.unsigned_abs().into(), [0; 10]);
    let says =
        RiskDraft { title: "接口延迟".to_owned(), inherent, residual, ..RiskDraft::default() };
    Risk { number, ..Risk::new(id, ProjectId::new(0, [0; 10]), says) }
}

fn doubted(risk: Risk) -> Risk {
    let change = ChangeId::new(0, [0; 10]);
    let recheck = Recheck { change, number: 2, title: "A".to_owned(), at: NOW };
    Risk { recheck: Some(recheck), ..risk }
}

#[test]
fn every_cell_has_the_level_of_its_score() {
    // Probability 5 above, impact 1 on the left.
    let rows: Vec<String> = (1..=STEP_MAX)
        .rev()
        .map(|probability| {
            let cells = (1..=STEP_MAX).map(|impact| place(probability, impact));
            let words = cells.map(|cell| format!("{}:{}", cell.score(), cell.heat().level()));
            words.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let expected = [
        "5:2 10:4 15:4 20:5 25:5",
        "4:2 8:3 12:4 16:5 20:5",
        "3:2 6:3 9:3 12:4 15:4",
        "2:1 4:2 6:3 8:3 10:4",
        "1:1 2:1 3:2 4:2 5:2",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn steps_stay_in_the_matrix() {
    assert_eq!(place(3, 3).stepped(1, -1), place(4, 2));
    assert_eq!(place(5, 1).stepped(1, -1), place(5, 1));
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let refused = |says: RiskDraft| says.checked().unwrap_err();
    let draft = || RiskDraft { title: "A".to_owned(), ..RiskDraft::default() };
    assert_eq!(refused(RiskDraft::default()), Refusal::EmptyName);
    assert_eq!(refused(RiskDraft { inherent: place(0, 3), ..draft() }), Refusal::Malformed);
    assert_eq!(refused(RiskDraft { residual: Some(place(1, 6)), ..draft() }), Refusal::Malformed);
    let far = "2400-01-01".parse().ok();
    assert_eq!(refused(RiskDraft { trigger: far, ..draft() }), Refusal::DateOutOfRange);
    let response = Response { due: far, ..Response::default() };
    assert_eq!(refused(RiskDraft { response, ..draft() }), Refusal::DateOutOfRange);
    let typed = RiskDraft { title: " A ".to_owned(), ..draft() };
    assert_eq!(typed.checked().unwrap(), draft());
}

#[test]
fn who_moves_a_risk_has_assessed_it() {
    let known = doubted(risk(1, place(4, 5), None));
    let worded = RiskDraft { title: "B".to_owned(), ..known.says.clone() };
    let worded = known.clone().rewritten(worded, NOW);
    assert!(worded.recheck.is_some() && worded.reviewed.is_none());
    let scored = RiskDraft { residual: Some(place(4, 5)), ..known.says.clone() };
    let scored = known.rewritten(scored, NOW);
    assert_eq!((scored.recheck, scored.reviewed), (None, Some(NOW)));
}

#[test]
fn a_verdict_settles_a_risk_and_its_doubt() {
    let known = doubted(risk(1, place(4, 5), None));
    for (verdict, state) in [
        (Verdict::Keep, RiskState::Open),
        (Verdict::Close, RiskState::Closed),
        (Verdict::Happen, RiskState::Happened),
        (Verdict::Reopen, RiskState::Open),
    ] {
        let settled = known.clone().settled(verdict, NOW).unwrap();
        assert_eq!((settled.state, settled.recheck, settled.reviewed), (state, None, Some(NOW)));
    }
    let closed = known.settled(Verdict::Close, NOW).unwrap();
    assert_eq!(closed.settled(Verdict::Keep, NOW), Err(Refusal::RiskNotOpen));
}

#[test]
fn the_top_risks_are_open_and_counted_with_their_response() {
    let mut risks = vec![
        risk(1, place(5, 5), Some(place(1, 2))),
        risk(2, place(2, 5), None),
        risk(3, place(5, 2), None),
        risk(4, place(4, 4), None),
        risk(5, place(1, 1), None),
        risk(6, place(3, 3), None),
        risk(7, place(5, 5), None),
    ];
    risks[6].state = RiskState::Closed;
    let numbers: Vec<i32> = top(risks).iter().map(|risk| risk.number).collect();
    assert_eq!(numbers, [4, 2, 3, 6, 1]);
}

#[test]
fn only_open_risks_hit_tasks() {
    let task = TaskId::new(9, [0; 10]);
    let mut both = [risk(1, place(1, 1), None), risk(2, place(1, 1), None)];
    both.iter_mut().for_each(|risk| risk.tasks.push(task));
    both[1].state = RiskState::Happened;
    assert_eq!(hits(&both), [(task, both[0].id)]);
}

#[test]
fn names_are_written_and_read() {
    for (strategy, name) in STRATEGIES {
        assert_eq!((strategy.as_str(), name.parse()), (name, Ok(strategy)));
    }
    assert_eq!("anything".parse::<RiskState>(), Err(Refusal::Malformed));
    assert_eq!(risk(3, place(1, 1), None).name(), "RK-3");
}
