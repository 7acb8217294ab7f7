//! How many operations go to the server in one call.

/// What the operations of a call take together, in bytes; the server takes twice as much.
const BYTES_MAX: usize = 1024 * 1024;

/// How many operations of these sizes in bytes, the oldest first, go in one call. The first one
/// always goes, however large it is.
pub fn batch_of(sizes: impl IntoIterator<Item = usize>) -> usize {
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
            assert_eq!(batch_of(sizes.clone()), expected, "{sizes:?}");
        }
    }
}
