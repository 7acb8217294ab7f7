//! How many operations go to the server in one call.

use domain::plan::Made;

use crate::features::shared::plan_api::SENT_MAX;

/// What the operations of a call take together, in bytes; the server takes twice as much.
const BYTES_MAX: usize = 1024 * 1024;

/// How many of these operations, the oldest first, go in one call.
pub fn batch_of(ops: &[Made]) -> usize {
    let size = |made: &Made| serde_json::to_string(made).map_or(0, |text| text.len());
    fitting(ops.iter().take(SENT_MAX).map(size)).min(ops.len())
}

/// The same of operations of these sizes in bytes. The first one always goes, however large it is.
fn fitting(sizes: impl IntoIterator<Item = usize>) -> usize {
    let mut all = 0_usize;
    let fits = |size: &usize| {
        all = all.saturating_add(*size);
        all <= BYTES_MAX
    };
    sizes.into_iter().take_while(fits).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_stays_small_and_is_never_empty() {
        let half = BYTES_MAX / 2;
        let cases = [
            (vec![], 1),
            (vec![200; 100], 100),
            (vec![half, half, 1], 2),
            (vec![half, half + 1, 1], 1),
            (vec![200, 3 * BYTES_MAX, 200], 1),
            (vec![3 * BYTES_MAX, 200], 1),
            (vec![usize::MAX, usize::MAX], 1),
        ];
        for (sizes, expected) in cases {
            assert_eq!(fitting(sizes.clone()), expected, "{sizes:?}");
        }
    }
}
