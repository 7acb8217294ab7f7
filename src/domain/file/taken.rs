//! How much room the files of a project have.

use crate::Refusal;

/// Most that all files of a project take up together, in megabytes: a project never fills the disk
/// of the others.
pub const PROJECT_MAX_MB: u32 = 20 * 1024;
/// Most of it that may come from the client, so that nobody outside the team can use it all up.
pub const CLIENT_MAX_MB: u32 = 2 * 1024;

/// What the files of a project take up, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// All of them together.
    pub whole: i64,
    /// Those that came from the client.
    pub by_client: i64,
}

impl Taken {
    /// Whether so many bytes more are taken, from the client or from the team.
    ///
    /// # Errors
    /// `ClientFull`, `ProjectFull`.
    pub const fn room_for(self, bytes: i64, is_from_client: bool) -> Result<(), Refusal> {
        if is_from_client && exceeds(self.by_client, bytes, CLIENT_MAX_MB) {
            return Err(Refusal::ClientFull { max_mb: CLIENT_MAX_MB });
        }
        if exceeds(self.whole, bytes, PROJECT_MAX_MB) {
            return Err(Refusal::ProjectFull { max_mb: PROJECT_MAX_MB });
        }
        Ok(())
    }
}

/// Whether so many bytes are too many beside those that are there.
const fn exceeds(there: i64, bytes: i64, max_mb: u32) -> bool {
    there.saturating_add(bytes) > max_mb as i64 * 1024 * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_takes_so_much_and_less_of_it_from_the_client() {
        let of = |mb: u32| i64::from(mb) * 1024 * 1024;
        let check = |whole: i64, by_client: i64, bytes: i64, is_client: bool, expected| {
            let found = Taken { whole, by_client }.room_for(bytes, is_client);
            assert_eq!(found, expected, "{bytes} beside {whole} and {by_client}");
        };
        let client_full = Err(Refusal::ClientFull { max_mb: CLIENT_MAX_MB });
        let project_full = Err(Refusal::ProjectFull { max_mb: PROJECT_MAX_MB });
        check(0, 0, 1, true, Ok(()));
        check(of(CLIENT_MAX_MB), of(CLIENT_MAX_MB) - 1, 1, true, Ok(()));
        check(of(CLIENT_MAX_MB), of(CLIENT_MAX_MB), 1, true, client_full.clone());
        check(of(CLIENT_MAX_MB), of(CLIENT_MAX_MB), 1, false, Ok(()));
        check(of(PROJECT_MAX_MB) - 1, 0, 2, false, project_full.clone());
        check(of(PROJECT_MAX_MB) - 1, 0, 2, true, project_full);
        check(0, 1, i64::MAX, true, client_full);
    }
}
