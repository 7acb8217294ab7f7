//! The project's other files: uploaded by the team or the client, tied to no deliverable.

use domain::file::{File, Uploader};
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::api::FileLine;
use super::desk::{Desk, Publishing, Removing};
use super::files_api::hide_file;
use super::preview::PreviewButton;
use super::register::{Sight, no_right};
use super::words::{facts, icon};
use crate::features::shared::upload::{UploadField, Uploads};
use crate::paths;
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuLink};
use crate::ui::panel::Panel;

/// The files, and where more are put.
#[component]
pub fn Files(
    /// The files, the newest first.
    files: Vec<FileLine>,
    /// Those on their way.
    uploads: Uploads,
    /// Whether this person may upload and remove.
    may_edit: bool,
    /// Whether this person may show files to the client.
    may_publish: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let internal: Vec<File> = files
        .iter()
        .map(|line| &line.file)
        .filter(|file| !file.is_client_visible)
        .cloned()
        .collect();
    let count = files.len();
    let has_internal = !internal.is_empty();
    let internal = StoredValue::new(internal);
    let reason = Signal::derive(move || match (may_publish, has_internal) {
        (false, _) => Some(t_string!(i18n, deliverables.no_publish_right).to_owned()),
        (true, false) => Some(t_string!(i18n, deliverables.all_visible).to_owned()),
        (true, true) => None,
    });
    let publish = move || {
        desk.publishing.set(Some(Publishing::Files(internal.get_value(), Vec::new())));
    };
    let actions = move || {
        view! {
            <Button icon=Icon::Eye reason on_press=publish>
                {t!(i18n, deliverables.publish_files)}
            </Button>
        }
    };
    let row = move |line: FileLine| {
        view! { <FileRow line internal may_edit may_publish /> }
    };
    let nothing =
        (count == 0).then(|| view! { <p class="u-muted">{t!(i18n, deliverables.no_files)}</p> });
    view! {
        <Panel
            id="deliverables-files"
            title=t!(i18n, deliverables.files)
            count=count
            actions
        >
            {nothing}
            <ul class="deliverables__files">{files.into_iter().map(row).collect_view()}</ul>
            <UploadField
                uploads
                sentence=t!(i18n, deliverables.drop_files)
                reason=no_right(may_edit)
            />
        </Panel>
    }
}

#[component]
fn FileRow(
    line: FileLine,
    internal: StoredValue<Vec<File>>,
    may_edit: bool,
    may_publish: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let FileLine { file, at } = line;
    let by = file.by_name.clone();
    let is_theirs = matches!(file.by, Uploader::Contact(_));
    let name = file.name.clone();
    let from = move || {
        let (name, at) = (by.clone(), dates::stamp(i18n.get_locale(), at));
        match is_theirs {
            true => t_string!(i18n, deliverables.from_client, name = name, at = at),
            false => t_string!(i18n, deliverables.from_team, name = name, at = at),
        }
    };
    view! {
        <li class="panel__row deliverables__file">
            <Icon icon=icon(file.media_type) />
            <span class="deliverables__file-words">
                <a
                    class="u-link deliverables__name"
                    href=paths::file(file.project, file.id)
                    rel="external"
                    download=""
                >
                    {name}
                </a>
                <span class="u-small u-faint">{facts(&file)} " · " {from}</span>
            </span>
            <Sight is_visible=file.is_client_visible />
            <span class="u-row u-push">
                <PreviewButton file=file.clone() />
                <FileMenu file internal may_edit may_publish />
            </span>
        </li>
    }
}

#[component]
fn FileMenu(
    file: File,
    internal: StoredValue<Vec<File>>,
    may_edit: bool,
    may_publish: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let (id, is_visible) = (file.id, file.is_client_visible);
    let publish_reason = Signal::derive(move || {
        (!may_publish).then(|| t_string!(i18n, deliverables.no_publish_right).to_owned())
    });
    let remove_reason = Signal::derive(move || match (may_edit, is_visible && !may_publish) {
        (false, _) => Some(t_string!(i18n, deliverables.no_right).to_owned()),
        (true, true) => Some(t_string!(i18n, deliverables.visible_no_remove).to_owned()),
        (true, false) => None,
    });
    let name = file.name.clone();
    let hidden = file.name.clone();
    let turn = move || match is_visible {
        true => {
            let said = t_string!(i18n, deliverables.hidden_named, name = hidden.clone());
            desk.act(hide_file(id), said);
        }
        false => {
            desk.publishing.set(Some(Publishing::Files(internal.get_value(), vec![id])));
        }
    };
    let turn = Callback::new(move |()| turn());
    let href = paths::file(file.project, id);
    let removed = StoredValue::new(file);
    let remove = move || desk.removing.set(Some(Removing::File(removed.get_value())));
    view! {
        <Menu
            id=format!("file-{id}")
            label=move || t_string!(i18n, deliverables.more_named, name = name.clone())
        >
            <MenuLink href=href.clone() icon=Icon::Download is_file=true>
                {t!(i18n, deliverables.download)}
            </MenuLink>
            <MenuItem
                icon=if is_visible { Icon::EyeOff } else { Icon::Eye }
                reason=publish_reason
                on_choose=turn
            >
                {move || match is_visible {
                    true => t_string!(i18n, deliverables.hide),
                    false => t_string!(i18n, deliverables.publish),
                }}
            </MenuItem>
            <MenuItem icon=Icon::Trash danger=true reason=remove_reason on_choose=remove>
                {t!(i18n, deliverables.remove)}
            </MenuItem>
        </Menu>
    }
}
