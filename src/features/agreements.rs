//! What team and client agreed: the panel that every subject carries, the page of a project, and
//! signing on the team's tablet.

pub mod api;
mod ask;
mod comments;
mod given;
mod glass;
mod items;
pub mod kept_api;
mod look_over;
mod pad;
mod page;
mod panel;
mod paper;
mod standing;
mod summary;
pub mod summary_api;
mod version_facts;
mod versions;

pub use glass::GlassPage;
pub use page::AgreementsPage;
pub use panel::AgreementPanel;
pub use summary::AgreedPanel;
pub use versions::VersionsPage;
