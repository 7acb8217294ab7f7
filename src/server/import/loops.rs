//! Leaves out the links that close a loop, and says which.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::draft::ImportProblem;
use domain::plan::{Link, PlanDraft, Scheduled};
use domain::{LinkId, TaskId};

/// Most titles that are shown of one loop.
const PATH_SHOWN: usize = 40;

/// Takes every link that closes a loop out of a draft and reports the loop by its titles.
pub(super) fn leave_out(draft: &mut PlanDraft) {
    // The scheduler names every loop that it meets; what is left after it may close others.
    loop {
        let scheduled = Scheduled::of(&draft.to_plan());
        let loops: Vec<(LinkId, Vec<TaskId>)> = scheduled.loops().collect();
        if loops.is_empty() {
            return;
        }
        let titles: BTreeMap<TaskId, &str> =
            draft.tasks.iter().map(|task| (task.id, task.title.as_str())).collect();
        let links: BTreeMap<LinkId, &Link> =
            draft.links.iter().map(|link| (link.id, link)).collect();
        for (link, path) in &loops {
            if let Some(link) = links.get(link) {
                draft.report.note(problem(link, path, &titles));
            }
        }
        let closing: BTreeSet<LinkId> = loops.iter().map(|(link, _)| *link).collect();
        draft.links.retain(|link| !closing.contains(&link.id));
    }
}

/// What a loop is called in the report: long ones are shortened in the middle.
fn problem(link: &Link, path: &[TaskId], titles: &BTreeMap<TaskId, &str>) -> ImportProblem {
    let title = |id: &TaskId| titles.get(id).copied().unwrap_or_default().to_owned();
    let path: Vec<String> = if path.len() > PATH_SHOWN {
        let (head, tail) = (&path[..PATH_SHOWN / 2], &path[path.len() - PATH_SHOWN / 2..]);
        let middle = std::iter::once("…".to_owned());
        head.iter().map(title).chain(middle).chain(tail.iter().map(title)).collect()
    } else {
        path.iter().map(title).collect()
    };
    ImportProblem::Loop { from: title(&link.from), to: title(&link.to), path }
}
