//! The import law: what each folder must never mention.

use super::files::{Finding, SourceFile};
use super::rust;
use std::ops::Range;

/// Something a folder must not mention.
enum Ban {
    /// This text, at the beginning of a word.
    Text(&'static str),
    /// This crate or module at the beginning of a path.
    Path(&'static str),
    /// The inside of any feature but the file's own and `shared`; its component may be drawn.
    OtherFeatures,
}

use Ban::{OtherFeatures, Path, Text};

/// One line of the law.
struct Law {
    applies: fn(&SourceFile) -> bool,
    bans: &'static [Ban],
    /// What the folder is, as the sentence of a finding ends.
    reason: &'static str,
}

/// The table of ARCHITECTURE.md.
const LAWS: [Law; 8] = [
    Law {
        applies: |file| is_in_crate(file, "src/planner/"),
        bans: &[
            Text("serde"),
            Text("leptos"),
            Text("sqlx"),
            Text("axum"),
            Text("uuid"),
            Text("tokio"),
            Text("now("),
            Path("domain"),
            Path("store"),
            Text("std::fs"),
            Text("std::net"),
        ],
        reason: "the planner is pure mathematics over std and chrono",
    },
    Law {
        applies: |file| is_in_crate(file, "src/domain/"),
        bans: &[
            Text("sqlx"),
            Text("axum"),
            Text("leptos"),
            Text("tokio"),
            Text("now("),
            Path("store"),
            Text("std::fs"),
            Text("std::net"),
        ],
        reason: "the domain is pure: no database, no server, no screen, no clock",
    },
    Law {
        applies: |file| is_in_crate(file, "src/store/"),
        bans: &[Text("leptos"), Text("axum"), Path("http"), Text("domain::can"), Path("locale")],
        reason: "the store holds SQL and knows neither HTTP nor rights nor words",
    },
    Law {
        applies: |file| file.is_in("src/server", ".rs"),
        bans: &[Text("view!")],
        reason: "the server draws nothing",
    },
    Law {
        applies: |file| file.is_in("src/features/", "api.rs"),
        bans: &[Text("view!")],
        reason: "a server function draws nothing",
    },
    Law {
        applies: |file| file.is_in("src/features/", ".rs"),
        bans: &[Text("sqlx"), Text("axum"), Path("store"), Text("crate::server"), OtherFeatures],
        reason: "a feature uses its own api, domain, planner, ui, shared, paths and locale",
    },
    Law {
        applies: is_pure_geometry,
        bans: &[
            Text("leptos"),
            Text("web_sys"),
            Text("js_sys"),
            Text("wasm_bindgen"),
            Text("crate::ui"),
        ],
        reason: "geometry and gestures are pure",
    },
    Law {
        applies: |file| file.is_in("src/ui", ".rs"),
        bans: &[
            Path("domain"),
            Path("planner"),
            Path("store"),
            Text("crate::features"),
            Text("crate::server"),
            Text("sqlx"),
            Text("axum"),
        ],
        reason: "a widget knows no noun",
    },
];

/// The files of Gantt, board, calendar and changes that are geometry or state machines.
const PURE_FILES: [&str; 23] = [
    "src/features/gantt/paper.rs",
    "src/features/gantt/layers.rs",
    "src/features/gantt/columns.rs",
    "src/features/gantt/filter.rs",
    "src/features/gantt/mini.rs",
    "src/features/gantt/scale.rs",
    "src/features/gantt/rows.rs",
    "src/features/gantt/links.rs",
    "src/features/gantt/drag.rs",
    "src/features/gantt/pinch.rs",
    "src/features/shared/edge.rs",
    "src/features/shared/moves.rs",
    "src/features/shared/moves/along.rs",
    "src/features/gantt/drawn.rs",
    "src/features/gantt/scene.rs",
    "src/features/board/lanes.rs",
    "src/features/board/drag.rs",
    "src/features/calendar/grid.rs",
    "src/features/shared/carrying.rs",
    "src/features/changes/picture.rs",
    "src/features/risks/drag.rs",
    "src/features/shared/hand.rs",
    "src/features/shared/task_entry.rs",
];

/// Finds every mention that the law forbids.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        for law in LAWS.iter().filter(|law| (law.applies)(file)) {
            for ban in law.bans {
                let places = mentions(file, ban).into_iter();
                let named = |at| {
                    file.finding(
                        at,
                        format!("{} is not for this file: {}", name(file, at), law.reason),
                    )
                };
                findings.extend(places.map(named));
            }
        }
    }
    findings.sort();
    findings.dedup();
    findings
}

/// The sources of a crate; its tests and benches may use more.
fn is_in_crate(file: &SourceFile, folder: &str) -> bool {
    file.is_in(folder, ".rs") && !file.path.contains("/tests/") && !file.path.contains("/benches/")
}

fn is_pure_geometry(file: &SourceFile) -> bool {
    PURE_FILES.contains(&file.path.as_str())
}

fn mentions(file: &SourceFile, ban: &Ban) -> Vec<usize> {
    let code = &file.code;
    let places: Vec<usize> = match ban {
        Text(text) => rust::word_starts(code, text).collect(),
        Path(name) => rust::words(code, name).filter(|&at| is_path(code, at, name)).collect(),
        OtherFeatures => other_features(file),
    };
    if !is_server_matter(ban) || !file.path.ends_with("api.rs") {
        return places;
    }
    let bodies = server_bodies(code);
    places.into_iter().filter(|at| !bodies.iter().any(|body| body.contains(at))).collect()
}

/// What `api.rs` and `…_api.rs` may mention inside of `#[server]` bodies: no browser sees them.
fn is_server_matter(ban: &Ban) -> bool {
    matches!(ban, Path("store") | Text("crate::server" | "axum"))
}

/// Whether a name begins a path: `store::a`, `use store;`, but neither `a::store::b` nor a
/// variable.
fn is_path(code: &str, at: usize, name: &str) -> bool {
    let before = code[..at].trim_end();
    let is_inner =
        before.ends_with("::") && before.trim_end_matches("::").ends_with(rust::is_word_character);
    let after = &code[at + name.len()..];
    !is_inner
        && (after.starts_with("::") || before.ends_with("use") && after.starts_with([';', ' ']))
}

fn other_features(file: &SourceFile) -> Vec<usize> {
    const PREFIX: &str = "crate::features::";
    let inner = file.path.trim_start_matches("src/features/").trim_end_matches(".rs");
    let own = inner.split('/').next().unwrap_or(inner);
    rust::word_starts(&file.code, PREFIX)
        .filter(|at| {
            let rest = &file.code[at + PREFIX.len()..];
            let length = rest.find(|c| !rust::is_word_character(c)).unwrap_or(rest.len());
            ![own, "shared"].contains(&&rest[..length]) && !is_component(&rest[length..])
        })
        .collect()
}

/// Whether a feature's name is followed by one type or component: `::Palette`.
fn is_component(path: &str) -> bool {
    path.strip_prefix("::").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// The bodies of the functions marked with `#[server]`.
fn server_bodies(code: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> =
        rust::words(code, "server").filter(|&at| code[..at].trim_end().ends_with("#[")).collect();
    let functions = rust::functions(code);
    let next = |mark: &usize| functions.iter().find(|function| function.start > *mark);
    marks.iter().filter_map(next).map(|function| function.body.clone()).collect()
}

/// The forbidden mention as it stands in the file.
fn name(file: &SourceFile, at: usize) -> &str {
    let rest = &file.code[at..];
    let is_part = |c: char| rust::is_word_character(c) || c == ':' || c == '!';
    rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())].trim_end_matches(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&[SourceFile::new(path, text)]).len()
    }

    const API: &str = "#[server(input = Json)]\n\
                       pub async fn close(id: Id) -> Result<(), AppError> {\n    \
                       use crate::server::call::Call;\n    store::risks::close(id).await\n}\n";

    #[test]
    fn what_the_law_allows_passes() {
        assert_eq!(
            count("src/planner/lib.rs", "use chrono::NaiveDate; // no serde\nlet now_minute = 1;"),
            0
        );
        assert_eq!(count("src/domain/plan.rs", "use serde::Serialize; fn f(now: Millis) {}"), 0);
        assert_eq!(count("src/store/tests/risks.rs", "use domain::can;"), 0);
        assert_eq!(count("src/features/risks/api.rs", API), 0);
        assert_eq!(count("src/features/shared/plan_api.rs", API), 0);
        assert_eq!(
            count(
                "src/features/board/card.rs",
                "use crate::features::board::api; use crate::features::shared::x;"
            ),
            0
        );
        assert_eq!(count("src/features/shell.rs", "use crate::features::palette::Palette;"), 0);
        assert_eq!(count("src/features.rs", "pub use crate::features::board;"), 0);
        assert_eq!(count("src/ui/dialog.rs", "let domain = 1; use crate::locale::domain::x;"), 0);
        assert_eq!(
            count("src/features/board.rs", "use leptos::prelude::*; let store = 1; store.get();"),
            0
        );
    }

    #[test]
    fn a_planted_fault_in_each_folder_is_found() {
        assert_eq!(count("src/planner/lib.rs", "use serde::Serialize;"), 1);
        assert_eq!(count("src/planner/lib.rs", "let t = Utc::now();"), 1);
        assert_eq!(count("src/domain/plan.rs", "use leptos_router::x;"), 1);
        assert_eq!(count("src/domain/plan.rs", "use store::tasks;"), 1);
        assert_eq!(count("src/store/tasks.rs", "use axum::Json;"), 1);
        assert_eq!(count("src/store/tasks.rs", "use domain::can::can;"), 1);
        assert_eq!(count("src/server/call.rs", "view! { <p/> }"), 1);
        assert_eq!(count("src/features/risks/api.rs", "use store::risks;"), 1);
        assert_eq!(count("src/features/risks/api.rs", "fn f() { view! { <p/> } }"), 1);
        assert_eq!(
            count("src/features/risks/api.rs", "#[server]\nasync fn f() { sqlx::query(a) }"),
            1
        );
        assert_eq!(
            count(
                "src/features/risks/api.rs",
                &[API, "fn helper() { crate::server::x() }"].concat()
            ),
            1
        );
        assert_eq!(count("src/features/risks/list.rs", API), 2);
        assert_eq!(count("src/features/risks/list.rs", "use crate::features::board::card;"), 1);
        assert_eq!(count("src/features/risks.rs", "use crate::features::board;"), 1);
        assert_eq!(count("src/features/gantt/scale.rs", "use leptos::prelude::*;"), 1);
        assert_eq!(count("src/ui/dialog.rs", "use domain::Task;"), 1);
        assert_eq!(count("src/ui.rs", "use crate::features::board;"), 1);
    }
}
