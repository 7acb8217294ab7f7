//! The addresses of what keeps a project under control.

use domain::{ProjectId, RiskId};

/// A project's risks.
#[must_use]
pub fn risks(project: ProjectId) -> String {
    format!("/projects/{project}/risks")
}

/// One risk, open beside the others.
#[must_use]
pub fn risk(project: ProjectId, risk: RiskId) -> String {
    format!("/projects/{project}/risks?risk={risk}")
}
