//! What can be begun from anywhere: a task of the project in sight, a project, a client.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use locale::{t, t_string, use_i18n};

use super::{ShellContext, project_in};
use crate::paths;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// The sheet, opened with `C` or by the ＋ of the shell.
#[component]
pub fn BeginSheet() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    let path = use_location().pathname;
    let link = move |icon: Icon, href: String, words: &'static str| {
        view! {
            <li>
                <a class="shell__begin" href=href on:click=move |_| shell.begin.set(false)>
                    <Icon icon/>
                    {words}
                </a>
            </li>
        }
    };
    let links = move || {
        let me = shell.me.get().flatten();
        let (may_project, may_client) =
            me.map_or((false, false), |me| (me.may_create_project, me.may_create_client));
        let task = project_in(&path.get()).map(|project| {
            link(Icon::SquareCheck, paths::new_task(project), t_string!(i18n, shell.new_task))
        });
        let project = may_project.then(|| {
            link(Icon::Projects, paths::NEW_PROJECT.to_owned(), t_string!(i18n, shell.new_project))
        });
        let client = may_client.then(|| {
            link(Icon::Users, paths::NEW_CLIENT.to_owned(), t_string!(i18n, shell.new_client))
        });
        let is_empty = task.is_none() && project.is_none() && client.is_none();
        let nothing = is_empty.then(|| view! { <li>{t_string!(i18n, shell.new_nothing)}</li> });
        view! {
            {task}
            {project}
            {client}
            {nothing}
        }
    };
    view! {
        <Dialog
            id="begin"
            open=shell.begin
            light=true
            title=t!(i18n, shell.begin)
            close_label=t!(i18n, common.close)
        >
            <ul>{links}</ul>
        </Dialog>
    }
}
