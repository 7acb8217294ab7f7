//! The sheet of shortcuts.

use leptos::prelude::*;
use locale::{Words, t, t_string, use_i18n};

use super::ShellContext;
use crate::ui::dialog::Dialog;

/// The sheet of shortcuts, opened with `?`.
#[component]
pub fn ShortcutSheet() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    view! {
        <Dialog
            id="shortcuts"
            open=shell.shortcuts
            light=true
            title=t!(i18n, shell.shortcuts)
            close_label=t!(i18n, common.close)
        >
            // Reachable by keys, so that a long sheet can be scrolled with them.
            <div class="shell__sheet" tabindex="0">
                {move || groups(i18n).into_iter().map(|(title, keys)| view! {
                    <section class="shell__keys">
                        <h3>{title}</h3>
                        <dl>
                            {keys.into_iter().map(|(keys, what)| view! {
                                <div class="shell__key">
                                    <dt><kbd>{keys}</kbd></dt>
                                    <dd>{what}</dd>
                                </div>
                            }).collect_view()}
                        </dl>
                    </section>
                }).collect_view()}
            </div>
        </Dialog>
    }
}

type Group = (&'static str, Vec<(&'static str, &'static str)>);

fn groups(i18n: Words) -> Vec<Group> {
    vec![
        (
            t_string!(i18n, shell.keys_everywhere),
            vec![
                ("Ctrl/⌘ K  /", t_string!(i18n, shell.search)),
                ("?", t_string!(i18n, shell.shortcuts)),
                ("C", t_string!(i18n, shell.begin)),
                ("F6  Shift F6", t_string!(i18n, shell.key_pane)),
                ("G H", t_string!(i18n, shell.home)),
                ("G P", t_string!(i18n, shell.projects)),
                ("G C", t_string!(i18n, shell.clients)),
                ("G I", t_string!(i18n, shell.inbox)),
                ("G S", t_string!(i18n, shell.settings)),
                ("Esc", t_string!(i18n, shell.key_close)),
            ],
        ),
        (
            t_string!(i18n, shell.keys_plan),
            vec![
                ("V B", t_string!(i18n, shell.board)),
                ("V G", t_string!(i18n, shell.gantt)),
                ("V L", t_string!(i18n, shell.list)),
                ("V C", t_string!(i18n, shell.calendar)),
                ("Ctrl/⌘ Z", t_string!(i18n, common.undo)),
                ("Shift Ctrl/⌘ Z", t_string!(i18n, common.redo)),
                ("Enter", t_string!(i18n, shell.key_open)),
            ],
        ),
        (
            t_string!(i18n, shell.keys_board),
            vec![
                ("Space  ↑ ↓ ← →  Space", t_string!(i18n, shell.key_carry)),
                ("Alt ↑ ↓", t_string!(i18n, shell.key_in_column)),
                ("Alt Shift ← →  < >", t_string!(i18n, shell.key_across)),
                ("N", t_string!(i18n, shell.key_new)),
                ("E  F2", t_string!(i18n, shell.key_rename)),
            ],
        ),
        (
            t_string!(i18n, shell.keys_gantt),
            vec![
                ("M  ← →  Enter", t_string!(i18n, shell.key_move_bar)),
                ("E  ← →  Enter", t_string!(i18n, shell.key_resize_bar)),
                ("+  −", t_string!(i18n, shell.key_zoom)),
                ("Alt ↑ ↓", t_string!(i18n, shell.key_reorder)),
                ("Alt Shift → ←", t_string!(i18n, shell.key_indent)),
            ],
        ),
    ]
}
