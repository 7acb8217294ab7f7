//! Plain tables of data.

use leptos::prelude::*;

/// A table with a name that scrolls sideways by itself where the page is narrow. Give number cells
/// the class `table__number`, and a row that can be opened `table__row--link`.
#[component]
pub fn DataTable(
    /// What the table holds, read aloud as its caption.
    #[prop(into)]
    caption: Signal<String>,
    /// The cells of the heading row: `th scope="col"`.
    #[prop(into)]
    head: ViewFn,
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table" tabindex="0" role="group" aria-label=move || caption.get()>
            <table>
                <caption class="u-hidden">{move || caption.get()}</caption>
                <thead>
                    <tr>{head.run()}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
