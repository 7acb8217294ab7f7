//! What is new in a plan, as texts that go to every seat as they are.

use axum::extract::ws::Utf8Bytes;
use domain::ProjectId;
use domain::plan::Committed;
use store::Db;
use store::plans::StoredOp;

use crate::error::AppError;
use crate::features::shared::live_wire::Told;
use crate::server::failure::internal;

/// Operations are put together into texts of up to so many bytes.
const TEXT_MAX: usize = 64 * 1024;
/// A single operation beyond this is not sent around: opening the plan anew is smaller.
const SINGLE_MAX: usize = 256 * 1024;

/// Operations without gaps.
#[derive(Clone, Debug)]
pub struct News {
    /// The number of the first one.
    pub first: i64,
    /// The number of the last one.
    pub last: i64,
    /// The message; none when it is too large.
    pub text: Option<Utf8Bytes>,
}

/// Reads what came after a number, in order.
///
/// # Errors
/// What the store reports.
pub async fn after(db: &Db, project: ProjectId, seq: i64) -> Result<Vec<News>, AppError> {
    let mut tx = db.read().await?;
    let ops = store::plans::since(&mut tx, project, seq).await?;
    drop(tx);
    let mut news = Vec::new();
    pack(ops.into_iter().map(StoredOp::told).collect(), &mut news)?;
    Ok(news)
}

/// Halves what is too long for one text.
fn pack(ops: Vec<Committed>, news: &mut Vec<News>) -> Result<(), AppError> {
    let (Some(first), Some(last)) = (ops.first(), ops.last()) else { return Ok(()) };
    let (first, last) = (first.seq, last.seq);
    let told = Told::Ops(ops);
    let text = serde_json::to_string(&told).map_err(|error| internal(&error))?;
    match told {
        Told::Ops(mut ops) if text.len() > TEXT_MAX && ops.len() > 1 => {
            let later = ops.split_off(ops.len() / 2);
            pack(ops, news)?;
            pack(later, news)
        }
        _ => {
            let text = (text.len() <= SINGLE_MAX).then(|| text.into());
            news.push(News { first, last, text });
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::plan::{Origin, PlanOp, TaskChange};
    use domain::time::Timestamp;
    use domain::{OpId, TaskId, UserId};
    use uuid::Uuid;

    use super::*;

    fn told(seq: i64, length: usize) -> Committed {
        let title = TaskChange::Title("x".repeat(length));
        Committed {
            seq,
            id: OpId(Uuid::nil()),
            by: UserId(Uuid::nil()),
            at: Timestamp(0),
            origin: Origin::default(),
            op: PlanOp::change(TaskId(Uuid::nil()), title),
        }
    }

    /// The numbers of each text, and whether it is sent.
    fn packed(lengths: &[usize]) -> Vec<(i64, i64, bool)> {
        let ops = (1..).zip(lengths).map(|(seq, length)| told(seq, *length)).collect();
        let mut news = Vec::new();
        pack(ops, &mut news).unwrap();
        news.iter().map(|news| (news.first, news.last, news.text.is_some())).collect()
    }

    #[test]
    fn texts_stay_short_and_without_gaps() {
        assert_eq!(packed(&[]), []);
        assert_eq!(packed(&[10, 10, 10]), [(1, 3, true)]);
        assert_eq!(packed(&[40_000; 3]), [(1, 1, true), (2, 2, true), (3, 3, true)]);
        assert_eq!(packed(&[10, 300_000, 10]), [(1, 1, true), (2, 2, false), (3, 3, true)]);
    }
}
