//! Pictures made smaller: decoded within limits and drawn anew, so that nothing which a camera or a
//! program wrote into the file goes along.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// Longest side of a preview, in px.
const SIDE: u32 = 1_600;
/// Longest side of a picture that is decoded, in px.
const SIDE_MAX: u32 = 30_000;
/// Most pixels of a picture that is decoded.
const PIXELS_MAX: u64 = 60_000_000;
/// Most memory that decoding may take, in bytes.
const MEMORY_MAX: u64 = 320 * 1024 * 1024;

/// A preview and its media type; nothing for what is no sound picture, or too large a one.
pub fn preview(bytes: &[u8]) -> Option<(Vec<u8>, &'static str)> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let is_photograph = match reader.format()? {
        ImageFormat::Jpeg => true,
        ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => false,
        _ => return None,
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXELS_MAX || decoder.total_bytes() > MEMORY_MAX {
        return None;
    }
    // A camera that was held upright says so beside the picture, not in it.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    write(&picture, is_photograph)
}

fn write(picture: &DynamicImage, is_photograph: bool) -> Option<(Vec<u8>, &'static str)> {
    let (picture, format, media_type) = match is_photograph {
        true => (DynamicImage::from(picture.to_rgb8()), ImageFormat::Jpeg, "image/jpeg"),
        false => (DynamicImage::from(picture.to_rgba8()), ImageFormat::Png, "image/png"),
    };
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).ok()?;
    Some((out.into_inner(), media_type))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let picture = DynamicImage::new_rgb8(width, height);
        picture.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_preview_is_small_and_drawn_anew() {
        for (format, expected) in [
            (ImageFormat::Png, "image/png"),
            (ImageFormat::Jpeg, "image/jpeg"),
            (ImageFormat::Gif, "image/png"),
        ] {
            let (bytes, media_type) = preview(&picture(3_200, 800, format)).unwrap();
            assert_eq!(media_type, expected);
            let drawn = image::load_from_memory(&bytes).unwrap();
            assert_eq!((drawn.width(), drawn.height()), (1_600, 400));
        }
    }

    #[test]
    fn what_a_camera_wrote_does_not_go_along() {
        let mut bytes = picture(8, 8, ImageFormat::Jpeg);
        // A comment behind the first mark.
        let comment = b"\xff\xfe\x00\x10GPS 31.23 N   ";
        bytes.splice(2..2, comment.iter().copied());
        let (drawn, _) = preview(&bytes).unwrap();
        assert!(bytes.windows(3).any(|part| part == b"GPS"));
        assert!(!drawn.windows(3).any(|part| part == b"GPS"));
    }

    #[test]
    fn what_is_no_sound_picture_has_no_preview() {
        let whole = picture(64, 64, ImageFormat::Png);
        assert!(preview(&whole[..whole.len() / 2]).is_none());
        assert!(preview(b"\x89PNG\r\n\x1a\n").is_none());
        assert!(preview(b"<svg xmlns='http://www.w3.org/2000/svg'/>").is_none());
        assert!(preview(b"").is_none());
        // A head that promises far more pixels than follow.
        let mut bomb = whole;
        bomb[16..24].copy_from_slice(&[0, 0, 0x70, 0, 0, 0, 0x70, 0]);
        assert!(preview(&bomb).is_none());
    }
}
