//! Who may do what: the one place that decides, as one exhaustive table.

use serde::{Deserialize, Serialize};

use crate::user::{ProjectRole, Role};

/// Something a person of the team may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    /// Create, change and disable accounts; see the organisation's settings.
    ManageUsers,
    /// Create a client.
    CreateClient,
    /// See a client and its contacts.
    ViewClient,
    /// Change a client and its contacts.
    EditClient,
    /// Create a project.
    CreateProject,
    /// See a project and its plan.
    ViewProject,
    /// Change what a project is called, its phase, its people, its status sentence.
    EditProject,
    /// Change the plan in any way.
    EditPlan,
    /// Report on the own tasks: move the card, set progress, block.
    EditOwnTasks,
    /// Make things visible to the client and give out links to the client's page.
    Publish,
    /// Bring a plan in from a file.
    ImportPlan,
    /// Write down goals, scope, requirements, changes and deliverables.
    EditScope,
    /// Write down risks, assess them and decide what is done about them.
    EditRisks,
    /// Write messages in a project, keep the contact log of its client.
    Converse,
    /// Ask a client for a decision, record one that was given by hand, decide about a change.
    AskClient,
}

/// Every action, for tables and tests.
pub const ACTIONS: [Action; 15] = [
    Action::ManageUsers,
    Action::CreateClient,
    Action::ViewClient,
    Action::EditClient,
    Action::CreateProject,
    Action::ViewProject,
    Action::EditProject,
    Action::EditPlan,
    Action::EditOwnTasks,
    Action::Publish,
    Action::ImportPlan,
    Action::EditScope,
    Action::EditRisks,
    Action::Converse,
    Action::AskClient,
];

/// How far a role reaches with an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Never.
    Never,
    /// In projects that the person leads.
    Led,
    /// In projects where the person is lead or member.
    Shared,
    /// In projects where the person has any role, and clients of such projects.
    Known,
    /// Everywhere.
    All,
}

/// What a decision is about, as far as rights need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The organisation itself, no client or project.
    Organisation,
    /// A client or project in which the person has this role, if any. For a client: the widest
    /// role in any of its projects, and lead for whoever entered it.
    Place(Option<ProjectRole>),
}

/// The answer to "may this person do this here?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allowed,
    /// The person sees the thing but may not do this to it.
    Forbidden,
    /// For this person the thing does not exist.
    Hidden,
}

/// The table: one row an action, one column a role.
const fn reach(action: Action, role: Role) -> Reach {
    use Reach::{All, Known, Led, Never, Shared};
    // administrator, project manager, member, finance, sponsor
    let row = match action {
        Action::ManageUsers => [All, Never, Never, Never, Never],
        Action::CreateClient => [All, All, Never, Never, Never],
        Action::ViewClient => [All, Known, Known, All, All],
        Action::EditClient => [All, Led, Never, Never, Never],
        Action::CreateProject => [All, All, Never, Never, Never],
        Action::ViewProject => [All, Known, Known, All, All],
        Action::EditProject => [All, Led, Never, Never, Never],
        Action::EditPlan => [All, Led, Never, Never, Never],
        Action::EditOwnTasks => [All, Shared, Shared, Never, Never],
        Action::Publish => [All, Led, Never, Never, Never],
        Action::ImportPlan => [All, Led, Never, Never, Never],
        Action::EditScope => [All, Shared, Shared, Never, Never],
        Action::EditRisks => [All, Shared, Shared, Never, Never],
        Action::Converse => [All, Known, Known, All, All],
        Action::AskClient => [All, Led, Never, Never, Never],
    };
    row[role as usize]
}

/// Decides. What the person cannot even see is hidden, never forbidden.
#[must_use]
pub fn can(role: Role, scope: Scope, action: Action) -> Decision {
    if reaches(reach(action, role), scope) {
        return Decision::Allowed;
    }
    let is_visible = match scope {
        Scope::Organisation => true,
        Scope::Place(_) => reaches(reach(Action::ViewProject, role), scope),
    };
    if is_visible { Decision::Forbidden } else { Decision::Hidden }
}

const fn reaches(reach: Reach, scope: Scope) -> bool {
    match (reach, scope) {
        (Reach::All, _) => true,
        (Reach::Never, _) | (_, Scope::Organisation | Scope::Place(None)) => false,
        (Reach::Led, Scope::Place(Some(role))) => matches!(role, ProjectRole::Lead),
        (Reach::Shared, Scope::Place(Some(role))) => !matches!(role, ProjectRole::Viewer),
        (Reach::Known, Scope::Place(Some(_))) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::user::ROLES;

    /// The whole table as text: a letter an answer (a allowed, f forbidden, h hidden), four
    /// letters a cell: outside, viewer, member, lead.
    #[test]
    fn the_table_reads_as_agreed() {
        let places =
            [None, Some(ProjectRole::Viewer), Some(ProjectRole::Member), Some(ProjectRole::Lead)];
        let mut text = String::new();
        for action in ACTIONS {
            text.push_str(&format!("{action:?}"));
            for (role, _) in ROLES {
                text.push(' ');
                for place in places {
                    text.push(match can(role, Scope::Place(place), action) {
                        Decision::Allowed => 'a',
                        Decision::Forbidden => 'f',
                        Decision::Hidden => 'h',
                    });
                }
            }
            text.push('\n');
        }
        let expected = "\
ManageUsers aaaa hfff hfff ffff ffff
CreateClient aaaa aaaa hfff ffff ffff
ViewClient aaaa haaa haaa aaaa aaaa
EditClient aaaa hffa hfff ffff ffff
CreateProject aaaa aaaa hfff ffff ffff
ViewProject aaaa haaa haaa aaaa aaaa
EditProject aaaa hffa hfff ffff ffff
EditPlan aaaa hffa hfff ffff ffff
EditOwnTasks aaaa hfaa hfaa ffff ffff
Publish aaaa hffa hfff ffff ffff
ImportPlan aaaa hffa hfff ffff ffff
EditScope aaaa hfaa hfaa ffff ffff
EditRisks aaaa hfaa hfaa ffff ffff
Converse aaaa haaa haaa aaaa aaaa
AskClient aaaa hffa hfff ffff ffff
";
        assert_eq!(text, expected);
    }

    #[test]
    fn roles_stand_in_the_order_of_the_table() {
        for (column, (role, _)) in ROLES.iter().enumerate() {
            assert_eq!(*role as usize, column);
        }
    }
}
