//! Whose sessions or rights have just changed: the channels of these people look at once whether
//! they may go on, instead of at their next turn. At another process they wait for that turn.

use domain::UserId;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// What a channel hears of people; taken before the session is looked at, so that nothing is missed
/// in between.
pub struct Persons(pub(super) Receiver<UserId>);

impl Persons {
    /// Ready when something may have changed for this person.
    pub async fn changed(&mut self, me: UserId) {
        loop {
            match self.0.recv().await {
                Ok(person) if person != me => {}
                // Of those that were missed one may have been this person.
                Ok(_) | Err(RecvError::Lagged(_)) => return,
                // The server is gone, and the channel with it.
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::broadcast;
    use tokio::time::timeout;
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn only_the_own_changes_count_and_those_that_may_have_been_missed() {
        let (me, other) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        let sender = broadcast::Sender::new(2);
        let mut persons = Persons(sender.subscribe());
        let soon = Duration::from_millis(20);
        sender.send(other).unwrap();
        assert!(timeout(soon, persons.changed(me)).await.is_err(), "somebody else");
        sender.send(me).unwrap();
        assert!(timeout(soon, persons.changed(me)).await.is_ok());
        for _ in 0..4 {
            sender.send(other).unwrap();
        }
        assert!(timeout(soon, persons.changed(me)).await.is_ok(), "some were missed");
    }
}
