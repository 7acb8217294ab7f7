//! A text as a QR code, drawn as one path.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::ui::qr::QrPicture;

/// Modules of light around the code, as ISO 18004 wants it.
const QUIET: usize = 4;

/// The QR code of a text; none when the text is too long for one.
#[must_use]
pub fn picture(text: &str) -> Option<QrPicture> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, modules) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (row, modules) in modules.chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let dark = modules[column..].iter().take_while(|module| **module == Color::Dark);
            let dark = dark.count();
            if dark > 0 {
                let (x, y) = (column + QUIET, row + QUIET);
                // Nothing can go wrong when writing into a string.
                let _ = write!(path, "M{x} {y}h{dark}v1h-{dark}z");
            }
            column += dark.max(1);
        }
    }
    Some(QrPicture { side: u16::try_from(width + 2 * QUIET).ok()?, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_zone() {
        let text = "https://accord.example.com/p/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
        let QrPicture { side, path } = picture(text).unwrap();
        let far = side - 4 - 7;
        for (x, y) in [(4, 4), (far, 4), (4, far)] {
            let corner = format!("M{x} {y}h7v1h-7z");
            assert!(path.contains(&corner), "{corner} is missing in {path}");
        }
        assert!(path.starts_with("M4 4h7"), "{path}");
    }

    #[test]
    fn a_text_that_fits_no_code_has_none() {
        assert_eq!(picture(&"x".repeat(5_000)), None);
    }
}
