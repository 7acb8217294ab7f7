//! The sheet of shortcuts.

use leptos::prelude::*;
use locale::{Words, t, t_string, use_i18n};

use super::ShellContext;
use crate::ui::dialog::{Dialog, DialogSize};

/// The sheet of shortcuts, opened with `?`.
#[component]
pub fn ShortcutSheet() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    view! {
        <Dialog
            id="shortcuts"
            open=shell.shortcuts
            size=DialogSize::Large
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

/// Keys, and what they do.
type Keys = Vec<(&'static str, &'static str)>;
type Group = (&'static str, Keys);

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
        (t_string!(i18n, shell.keys_board), board(i18n)),
        (t_string!(i18n, shell.keys_gantt), gantt(i18n)),
        (
            t_string!(i18n, shell.list),
            vec![
                ("Enter  F2", t_string!(i18n, shell.key_edit_cell)),
                ("Tab", t_string!(i18n, shell.key_next_cell)),
                ("X  Shift ↑ ↓", t_string!(i18n, shell.key_select)),
                ("Ctrl/⌘ A", t_string!(i18n, shell.key_select_all)),
                ("Alt ↑ ↓", t_string!(i18n, shell.key_reorder)),
                ("Alt Shift → ←", t_string!(i18n, shell.key_indent)),
                ("Ctrl/⌘ V", t_string!(i18n, shell.key_paste)),
            ],
        ),
    ]
}

fn board(i18n: Words) -> Keys {
    vec![
        ("Space  ↑ ↓ ← →  Space", t_string!(i18n, shell.key_carry)),
        ("Alt ↑ ↓", t_string!(i18n, shell.key_in_column)),
        ("Alt Shift ← →  < >", t_string!(i18n, shell.key_across)),
        ("Shift Enter", t_string!(i18n, shell.key_open_wide)),
        ("M", t_string!(i18n, shell.key_move_to)),
        ("]", t_string!(i18n, shell.key_finish)),
        ("N", t_string!(i18n, shell.key_new)),
        ("E  F2", t_string!(i18n, shell.key_rename)),
        ("A", t_string!(i18n, shell.key_assign)),
        ("D", t_string!(i18n, shell.key_due)),
        ("L", t_string!(i18n, shell.key_labels)),
        ("B", t_string!(i18n, shell.key_block)),
        ("X  Shift ↑ ↓", t_string!(i18n, shell.key_select)),
        ("F", t_string!(i18n, shell.key_find)),
        ("Q", t_string!(i18n, shell.key_mine)),
        ("← →", t_string!(i18n, shell.key_column)),
    ]
}

fn gantt(i18n: Words) -> Keys {
    vec![
        ("M  ← →  Enter", t_string!(i18n, shell.key_move_bar)),
        ("S  ← →  Enter", t_string!(i18n, shell.key_resize_start)),
        ("E  ← →  Enter", t_string!(i18n, shell.key_resize_bar)),
        ("D", t_string!(i18n, shell.key_consequence)),
        ("%", t_string!(i18n, shell.key_progress)),
        ("K", t_string!(i18n, shell.key_milestone)),
        ("L", t_string!(i18n, shell.key_successor)),
        ("Shift L", t_string!(i18n, shell.key_links)),
        ("N", t_string!(i18n, shell.key_new)),
        ("F2", t_string!(i18n, shell.key_rename)),
        ("X", t_string!(i18n, shell.key_select)),
        ("J", t_string!(i18n, shell.key_to_bar)),
        ("+  −  0", t_string!(i18n, shell.key_zoom)),
        ("Alt ↑ ↓", t_string!(i18n, shell.key_reorder)),
        ("Alt Shift → ←", t_string!(i18n, shell.key_indent)),
    ]
}
