//! Laws of replicas: whoever hears the server's order ends up with the same plan.

use proptest::prelude::*;

use super::some::some_op;
use super::*;
use crate::time::Timestamp;
use crate::{OpId, UserId};

/// The server in a few lines: applies in the order of arrival and numbers what it takes.
struct Server {
    plan: Plan,
    taken: Vec<Committed>,
}

impl Server {
    fn take(&mut self, by: UserId, made: Made) -> Result<(), Refusal> {
        if self.taken.iter().any(|entry| entry.id == made.id) {
            return Ok(());
        }
        apply(&mut self.plan, &made.op)?;
        let (seq, at) = (self.seq() + 1, Timestamp(0));
        let Made { id, origin, op, .. } = made;
        self.taken.push(Committed { seq, id, by, at, origin, op });
        Ok(())
    }

    fn seq(&self) -> i64 {
        i64::try_from(self.taken.len()).unwrap()
    }

    /// Takes what a replica has to send, and lets it hear everything.
    fn meet(&mut self, replica: &mut Replica, me: UserId, sends_twice: bool) {
        for made in replica.next_to_send(usize::MAX) {
            let id = made.id;
            let again = made.clone();
            if self.take(me, made).is_err() {
                replica.drop_refused(id);
            } else if sends_twice {
                self.take(me, again).unwrap();
            }
        }
        replica.catch_up(&self.taken).unwrap();
    }
}

/// An operation as the server tells of it.
fn told(seq: i64, by: UserId, id: u32, op: PlanOp) -> Committed {
    let (id, at, origin) = (OpId(uuid(id)), Timestamp(0), Origin::default());
    Committed { seq, id, by, at, origin, op }
}

/// What happens next: who does it, and what; nothing means that the two sides meet.
fn some_happening() -> impl Strategy<Value = (usize, Option<PlanOp>)> {
    (0_usize..3, prop::option::weighted(0.7, some_op()))
}

proptest! {
    #[test]
    fn replicas_of_the_same_operations_are_equal(
        happenings in prop::collection::vec(some_happening(), 1..30),
        sends_twice in any::<bool>(),
    ) {
        let people = [1, 2, 3].map(|number| UserId(uuid(number)));
        let mut server = Server { plan: sample(), taken: Vec::new() };
        let mut replicas = people.map(|me| Replica::new(me, 0, sample()));
        for (number, (who, op)) in (1..).zip(happenings) {
            let (me, replica) = (people[who], &mut replicas[who]);
            match op {
                // What a rule refuses at once has never happened.
                Some(op) => drop(replica.apply(OpId(uuid(number)), op, Origin::default())),
                None => server.meet(replica, me, sends_twice),
            }
            let (view, whole) = (replica.view(), PlanView::of(replica.view().plan.clone()));
            prop_assert_eq!(&view.scheduled, &whole.scheduled);
            prop_assert_eq!(view.outline.wbs(), whole.outline.wbs());
            prop_assert_eq!(&view.outline.rows, &whole.outline.rows);
            prop_assert_eq!(replica.confirmed().tasks.len(), {
                let mut plan = sample();
                let known = usize::try_from(replica.seq()).unwrap();
                server.taken[..known].iter().for_each(|entry| drop(apply(&mut plan, &entry.op)));
                plan.tasks.len()
            });
        }
        for _ in 0..2 {
            for (me, replica) in people.iter().zip(&mut replicas) {
                server.meet(replica, *me, sends_twice);
            }
        }
        for replica in &replicas {
            prop_assert_eq!(replica.pending(), 0);
            prop_assert_eq!(bytes(&replica.view().plan), bytes(&server.plan));
        }
    }
}

#[test]
fn what_somebody_else_changed_since_is_not_undone_unasked() {
    let (me, other) = (UserId(uuid(1)), UserId(uuid(2)));
    let title = |text: &str| change(2, TaskChange::Title(text.to_owned()));
    let mut replica = Replica::new(me, 0, sample());
    replica.apply(OpId(uuid(1)), title("mine"), Origin::default()).unwrap();
    replica.catch_up(&[told(1, me, 1, title("mine"))]).unwrap();
    assert!(replica.clone().take_undo(false).unwrap().is_some());
    replica.catch_up(&[told(2, other, 2, title("theirs"))]).unwrap();
    let part = Part::Task(task_id(2), Property::Title);
    assert_eq!(replica.take_undo(false), Err(Overtaken { by: other, part }));
    assert_eq!(replica.take_undo(true), Ok(Some(title("B"))));
    // Another property of the same task is no hindrance.
    replica
        .apply(OpId(uuid(3)), change(2, TaskChange::Milestone(true)), Origin::default())
        .unwrap();
    replica.catch_up(&[told(3, other, 4, title("again"))]).unwrap();
    assert!(replica.take_undo(false).unwrap().is_some());
}

#[test]
fn the_way_back_of_an_undo_is_what_was_undone() {
    let me = UserId(uuid(1));
    let title = |text: &str| change(2, TaskChange::Title(text.to_owned()));
    let by = |step| Origin { step, ..Origin::default() };
    let mut replica = Replica::new(me, 0, sample());
    replica.apply(OpId(uuid(1)), title("mine"), by(Step::New)).unwrap();
    assert_eq!(replica.way_back(Step::New), Some(&title("B")));
    let undo = replica.take_undo(false).unwrap().unwrap();
    replica.apply(OpId(uuid(2)), undo, by(Step::Undo)).unwrap();
    assert_eq!(replica.way_back(Step::Undo), Some(&title("mine")));
    let redo = replica.take_redo(false).unwrap().unwrap();
    replica.apply(OpId(uuid(3)), redo, by(Step::Redo)).unwrap();
    assert_eq!(replica.way_back(Step::Redo), Some(&title("B")));
}

#[test]
fn what_somebody_put_below_a_new_task_is_not_undone_with_it_unasked() {
    let (me, other) = (UserId(uuid(1)), UserId(uuid(2)));
    let rank = last_rank();
    let mine = add(vec![new_task(6, "F", None, &rank)], vec![]);
    let place = TaskChange::Place { parent: Some(task_id(6)), rank: rank.clone() };
    let cases = [
        (
            add(vec![new_task(7, "G", Some(6), &rank)], vec![]),
            Part::Task(task_id(7), Property::Whole),
        ),
        (change(5, place), Part::Task(task_id(5), Property::Whole)),
        (PlanOp::Link(link(9, 5, 6)), Part::Link(LinkId(uuid(9)))),
    ];
    for (theirs, part) in cases {
        let mut replica = Replica::new(me, 0, sample());
        replica.apply(OpId(uuid(1)), mine.clone(), Origin::default()).unwrap();
        replica.catch_up(&[told(1, me, 1, mine.clone()), told(2, other, 2, theirs)]).unwrap();
        assert_eq!(replica.take_undo(false), Err(Overtaken { by: other, part }));
        assert!(replica.take_undo(true).unwrap().is_some());
    }
}

#[test]
fn what_the_server_only_confirms_changes_nothing_that_is_seen() {
    let (me, other) = (UserId(uuid(1)), UserId(uuid(2)));
    let title = |text: &str| change(2, TaskChange::Title(text.to_owned()));
    let mut replica = Replica::new(me, 0, sample());
    replica.apply(OpId(uuid(1)), title("mine"), Origin::default()).unwrap();
    let shown = replica.view().version;
    assert_ne!(shown, PlanView::of(sample()).version);
    let confirmed = [told(1, me, 1, title("mine"))];
    replica.catch_up(&confirmed).unwrap();
    replica.catch_up(&confirmed).unwrap();
    assert_eq!((replica.pending(), replica.view().version), (0, shown));
    replica.catch_up(&[told(2, other, 2, title("theirs"))]).unwrap();
    assert_ne!(replica.view().version, shown);
}

#[test]
fn operations_of_others_are_heard_with_their_inverses() {
    let (me, other) = (UserId(uuid(1)), UserId(uuid(2)));
    let title = |text: &str| change(2, TaskChange::Title(text.to_owned()));
    let mut replica = Replica::new(me, 0, sample());
    replica.apply(OpId(uuid(1)), title("mine"), Origin::default()).unwrap();
    let committed = [
        told(1, me, 1, title("mine")),
        told(2, other, 2, title("theirs")),
        told(3, me, 3, title("on another tab")),
    ];
    let mut heard = Vec::new();
    let hear = |entry: &Committed, back: &PlanOp| heard.push((entry.seq, back.clone()));
    replica.catch_up_hearing(&committed, hear).unwrap();
    assert_eq!(heard, [(2, title("mine"))]);
}

#[test]
fn what_belongs_to_a_step_is_taken_back_and_done_again_with_it() {
    let me = UserId(uuid(1));
    let title = |text: &str| change(2, TaskChange::Title(text.to_owned()));
    let reason = |text: &str| change(2, TaskChange::LimitReason(Some(text.to_owned())));
    let made = || {
        let mut replica = Replica::new(me, 0, sample());
        let steps = [
            (title("first"), Step::New),
            (title("second"), Step::New),
            (reason("urgent"), Step::Joined),
        ];
        for (number, (op, step)) in (1..).zip(steps) {
            let origin = Origin { step, ..Origin::default() };
            replica.apply(OpId(uuid(number)), op, origin).unwrap();
        }
        assert_eq!(replica.last_step(), Some(OpId(uuid(3))));
        assert_eq!(replica.first_of(Step::Undo), Some(OpId(uuid(2))));
        replica
    };
    let told = |replica: &Replica| {
        let task = &replica.view().plan.tasks[&task_id(2)];
        format!("{} {:?}", task.title, task.limit_reason)
    };
    let undo = |replica: &mut Replica, id, step| {
        let taken = match step {
            Step::Redo => replica.take_redo(false),
            Step::New | Step::Joined | Step::Undo => replica.take_undo(false),
        };
        let origin = Origin { step, ..Origin::default() };
        replica.apply(OpId(uuid(id)), taken.unwrap().unwrap(), origin).unwrap();
    };
    let mut replica = made();
    undo(&mut replica, 4, Step::Undo);
    assert_eq!(told(&replica), "first None");
    let firsts = [Step::Undo, Step::Redo].map(|step| replica.first_of(step));
    assert_eq!(firsts, [Some(OpId(uuid(1))), Some(OpId(uuid(4)))]);
    undo(&mut replica, 5, Step::Redo);
    assert_eq!(told(&replica), "second Some(\"urgent\")");
    undo(&mut replica, 6, Step::Undo);
    undo(&mut replica, 7, Step::Undo);
    assert_eq!(told(&replica), "B None");
    // With nothing before it, it stands alone.
    let mut alone = Replica::new(me, 0, sample());
    let joined = Origin { step: Step::Joined, ..Origin::default() };
    alone.apply(OpId(uuid(1)), reason("urgent"), joined).unwrap();
    undo(&mut alone, 2, Step::Undo);
    assert_eq!(told(&alone), "B None");
    // What the server refused takes nothing else back with it.
    let mut replica = made();
    replica.drop_refused(OpId(uuid(2)));
    undo(&mut replica, 4, Step::Undo);
    assert_eq!(told(&replica), "first None");
}

#[test]
fn what_was_begun_before_somebody_elses_change_is_told_of_it() {
    let (me, other) = (UserId(uuid(1)), UserId(uuid(2)));
    let title = |text: &str| change(2, TaskChange::Title(text.to_owned()));
    let mut replica = Replica::new(me, 0, sample());
    replica.catch_up(&[told(1, other, 1, title("theirs"))]).unwrap();
    let part = Part::Task(task_id(2), Property::Title);
    assert_eq!(replica.overtaken(0, &title("mine")), Some(Overtaken { by: other, part }));
    assert_eq!(replica.overtaken(1, &title("mine")), None);
    assert_eq!(replica.overtaken(0, &change(2, TaskChange::Milestone(true))), None);
    // The server hears what was known when it was begun, and never more than that.
    let mut made = |base| {
        let id = OpId(uuid(10 + u32::try_from(base).unwrap()));
        replica.apply_from(base, id, title("mine"), Origin::default()).unwrap().base
    };
    assert_eq!([made(0), made(1), made(9)], [0, 1, 1]);
}

#[test]
fn a_copy_that_does_not_fit_is_replaced_and_nothing_pending_is_lost() {
    let (me, other) = (UserId(uuid(1)), UserId(uuid(2)));
    let mut replica = Replica::new(me, 0, sample());
    let rename = change(2, TaskChange::Title("mine".to_owned()));
    replica.apply(OpId(uuid(1)), rename, Origin::default()).unwrap();
    let far = told(5, other, 9, change(99, TaskChange::Milestone(true)));
    assert_eq!(replica.catch_up(&[far]), Err(Gap));
    assert_eq!(replica.pending(), 1);
    assert_eq!(replica.replace(7, sample(), &[]), Vec::new());
    assert_eq!((replica.seq(), replica.pending()), (7, 1));
    assert_eq!(replica.view().plan.tasks[&task_id(2)].title, "mine");
    // A server that was set back has no operation of a higher number.
    let again = change(2, TaskChange::Title("again".to_owned()));
    replica.apply(OpId(uuid(2)), again, Origin::default()).unwrap();
    assert_eq!(replica.next_to_send(9).iter().map(|made| made.base).collect::<Vec<_>>(), [0, 7]);
    assert_eq!(replica.replace(3, sample(), &[]), Vec::new());
    assert_eq!(replica.next_to_send(9).iter().map(|made| made.base).collect::<Vec<_>>(), [0, 3]);
    assert_eq!(replica.replace(8, sample(), &[OpId(uuid(1)), OpId(uuid(2))]), Vec::new());
    assert_eq!(replica.pending(), 0);
}

#[test]
fn a_copy_that_does_not_fit_stays_what_it_was_until_it_is_replaced() {
    let (me, other) = (UserId(uuid(1)), UserId(uuid(2)));
    let title = |task, text: &str| change(task, TaskChange::Title(text.to_owned()));
    let mut replica = Replica::new(me, 0, sample());
    replica.apply(OpId(uuid(1)), title(2, "mine"), Origin::default()).unwrap();
    let shown = bytes(&replica.view().plan);
    let missing = change(99, TaskChange::Milestone(true));
    let unfit = [
        // The second one cannot be applied, has another number, or is the own one of later.
        vec![told(1, other, 2, title(3, "theirs")), told(2, other, 3, missing)],
        vec![told(1, other, 2, title(3, "theirs")), told(3, me, 1, title(2, "mine"))],
        vec![told(2, me, 1, title(2, "mine"))],
    ];
    for committed in unfit {
        assert_eq!(replica.catch_up(&committed), Err(Gap));
        assert_eq!(bytes(&replica.view().plan), shown);
        assert_eq!(bytes(&replica.confirmed()), bytes(&sample()));
        assert_eq!((replica.seq(), replica.pending()), (0, 1));
        assert_eq!(replica.overtaken(0, &title(3, "again")), None);
    }
}

#[test]
fn what_the_server_had_before_is_not_done_and_sent_a_second_time() {
    let (me, other) = (UserId(uuid(1)), UserId(uuid(2)));
    let title = |text: &str| change(2, TaskChange::Title(text.to_owned()));
    let made = |number, op| {
        let (id, origin) = (OpId(uuid(number)), Origin::default());
        Made { id, base: 0, origin, op }
    };
    let mine = made(1, title("mine"));
    let mut server = Server { plan: sample(), taken: Vec::new() };
    server.take(me, mine.clone()).unwrap();
    server.take(other, made(2, title("theirs"))).unwrap();
    // The copy has both, and the outbox on the device still has the own one and a later one.
    let mut replica = Replica::new(me, server.seq(), server.plan.clone());
    let later = made(3, change(3, TaskChange::Milestone(true)));
    assert_eq!(replica.resume(vec![mine.clone(), later.clone()]), Vec::new());
    server.take(me, mine.clone()).unwrap();
    server.take(me, later.clone()).unwrap();
    assert_eq!(replica.catch_up(&server.taken), Ok(Vec::new()));
    assert_eq!(replica.settle(&[mine.id, later.id]), Vec::new());
    assert_eq!(replica.next_to_send(9), Vec::new());
    assert_eq!(bytes(&replica.view().plan), bytes(&server.plan));
    // Of nothing that is known nothing changes.
    assert_eq!(replica.settle(&[mine.id]), Vec::new());
}
