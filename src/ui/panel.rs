//! Panels: paper on the canvas.

use leptos::prelude::*;

/// A section with a heading on a sheet of paper.
#[component]
pub fn Panel(
    /// The id of the section; its heading gets `<id>-title`, which names the section.
    #[prop(into)]
    id: String,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// How many things it holds, shown beside the heading.
    #[prop(optional, into)]
    count: Option<Signal<usize>>,
    /// Buttons or a link at the end of the heading's line.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    view! {
        <section class="panel" id=id aria-labelledby=title_id>
            <header class="panel__header">
                <h2 class="panel__title" id=title_id.clone()>
                    {move || title.get()}
                </h2>
                {count
                    .map(|count| view! { <span class="panel__count">{move || count.get()}</span> })}
                {actions
                    .map(|actions| view! { <div class="panel__actions">{actions.run()}</div> })}
            </header>
            {children()}
        </section>
    }
}
