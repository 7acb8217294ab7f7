//! A written section of the document: leaving the field keeps it. Where two people wrote in it at
//! the same time both texts stay, and one of the two chooses.

use domain::ProjectId;
use domain::requirement::Section;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{requirements, t, use_i18n};

use super::api::{open_requirements, write_section};
use super::desk::Desk;
use crate::error::AppError;
use crate::ui::banner::{Banner, BannerKind};
use crate::ui::button::Button;
use crate::ui::field::TextArea;

/// Most characters of a section.
const SECTION_MAX: u32 = 20_000;

/// A section that is being written. Cheap to copy.
#[derive(Clone, Copy)]
struct Writing {
    desk: Desk,
    project: ProjectId,
    section: Section,
    /// What stands in the field.
    text: RwSignal<String>,
    /// What was kept when the field was last in step with the server.
    base: RwSignal<String>,
    /// What somebody else wrote at the same time.
    theirs: RwSignal<Option<String>>,
}

/// The heading of a section and its field.
#[component]
pub fn SectionField(
    /// Of which project.
    project: ProjectId,
    /// Which section.
    section: Section,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let kept = Memo::new(move |_| desk.get(|found| found.doc.text(section).to_owned()));
    let (text, base) = (RwSignal::new(kept.get_untracked()), RwSignal::new(kept.get_untracked()));
    let theirs = RwSignal::new(None);
    let writing = Writing { desk, project, section, text, base, theirs };
    // What others wrote comes into the field, unless something unsaved stands there.
    Effect::new(move |_| {
        let kept = kept.get();
        if text.with_untracked(|text| base.with_untracked(|base| text == base)) {
            text.set(kept.clone());
            base.set(kept);
        }
    });
    let id = format!("requirements-{}", section.as_str());
    view! {
        <section class="requirements__section" aria-labelledby=id>
            <h2 id=id.clone()>{move || requirements::section(i18n.get_locale(), section)}</h2>
            <fieldset
                class="requirements__group"
                data-print="hide"
                disabled=move || !desk.may_edit()
            >
                <TextArea
                    name=format!("section-{}", section.as_str())
                    label=move || requirements::section_hint(i18n.get_locale(), section)
                    bind=text
                    on_change=move |typed: String| writing.save(typed)
                    rows=3
                    max_length=SECTION_MAX
                />
            </fieldset>
            <p class="requirements__printed">{move || text.get()}</p>
            {move || theirs.get().map(|other| view! { <Torn writing other /> })}
        </section>
    }
}

impl Writing {
    fn save(self, typed: String) {
        let text = typed.trim().to_owned();
        if self.base.with_untracked(|base| *base == text) {
            return;
        }
        let base = self.base.get_untracked();
        spawn_local(async move {
            match self.write(&base, &text).await {
                Ok(None) => self.is_kept(&typed, text),
                // What was typed stays in the field, what they wrote stands below it.
                Ok(Some(other)) => drop(self.theirs.try_set(Some(other))),
                Err(error) => self.desk.refuse(&error),
            }
            self.desk.ask_again();
        });
    }

    /// Writes the section. Somebody who wrote in another section meanwhile is in nobody's way; what
    /// somebody wrote in this one is the answer.
    async fn write(self, base: &str, text: &str) -> Result<Option<String>, AppError> {
        let version = self.desk.peek(|found| found.doc.version);
        let sent = write_section(self.project, version, self.section, text.to_owned()).await;
        if sent != Err(AppError::Conflict) {
            return sent.map(|()| None);
        }
        let now = open_requirements(self.project).await?.doc;
        let theirs = now.text(self.section);
        if theirs != base && theirs != text {
            return Ok(Some(theirs.to_owned()));
        }
        write_section(self.project, now.version, self.section, text.to_owned()).await?;
        Ok(None)
    }

    /// Puts the field in step with what is kept, unless somebody types on.
    fn is_kept(self, typed: &str, text: String) {
        let is_still = self.text.try_with_untracked(|now| now == typed) == Some(true);
        if is_still {
            self.base.set(text.clone());
            self.text.set(text);
        } else {
            self.base.try_set(text);
        }
        self.theirs.try_set(None);
    }

    fn keep_mine(self) {
        let Some(other) = self.theirs.get_untracked() else { return };
        self.base.set(other);
        self.theirs.set(None);
        self.save(self.text.get_untracked());
    }

    fn take_theirs(self) {
        let Some(other) = self.theirs.get_untracked() else { return };
        self.base.set(other.clone());
        self.text.set(other);
        self.theirs.set(None);
    }
}

/// Two texts for one section, and the choice between them.
#[component]
fn Torn(writing: Writing, other: String) -> impl IntoView {
    let i18n = use_i18n();
    let actions = move || {
        view! {
            <Button on_press=move || writing.keep_mine()>
                {t!(i18n, requirements.keep_mine)}
            </Button>
            <Button on_press=move || writing.take_theirs()>
                {t!(i18n, requirements.take_theirs)}
            </Button>
        }
    };
    view! {
        <Banner kind=BannerKind::Warn actions=actions>
            <p>{t!(i18n, requirements.both_changed)}</p>
            <p class="u-small u-muted">{t!(i18n, requirements.their_text)}</p>
            <blockquote class="requirements__theirs">{other}</blockquote>
        </Banner>
    }
}
