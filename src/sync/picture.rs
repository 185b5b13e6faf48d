//! Bytes to a picture that a screen can draw: whole, within the limits, at most as large as a screen. Pure.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits, imageops::FilterType};

use crate::{domain::snapshot::Picture, feed::limits};

/// Where a feed's picture must fit in: a Full HD screen, upright or not. A larger one costs memory nobody sees.
pub(super) const SCREEN: (u32, u32) = (1920, 1920);

/// By how much something of a size is to be enlarged to fill the screen on which it is seen largest.
pub(crate) fn scale((width, height): (f32, f32), screens: &[(u32, u32)]) -> f32 {
    let fit = |(w, h): &(u32, u32)| (*w as f32 / width).min(*h as f32 / height);
    screens.iter().map(fit).fold(0.0, f32::max)
}

/// Decodes the first image of a PNG, JPEG, WebP or GIF file, no larger than it is seen on any of some screens.
///
/// # Errors
/// In words for the log: not a picture, broken, or over the limits.
pub(super) fn decode(bytes: &[u8], screens: &[(u32, u32)]) -> Result<Picture, String> {
    let words = |error: image::ImageError| error.to_string();
    let reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut decoder = reader.into_decoder().map_err(words)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > limits::IMAGE_PIXELS {
        return Err(format!("{width}×{height} pixels are more than {}", limits::IMAGE_PIXELS));
    }
    let mut allowed = Limits::default();
    // The pixels, and the same again for what a decoder needs beside them.
    allowed.max_alloc = Some(limits::IMAGE_PIXELS * 4 * 2);
    decoder.set_limits(allowed).map_err(words)?;
    // Phones store pictures lying down and say so.
    let orientation = decoder.orientation().map_err(words)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(words)?;
    image.apply_orientation(orientation);
    let (width, height) = (image.width(), image.height());
    let scale = scale((width as f32, height as f32), screens);
    if scale < 1.0 {
        let side = |side: u32| ((side as f32 * scale).round() as u32).max(1);
        image = image.resize_exact(side(width), side(height), FilterType::Triangle);
    }
    let rgba = image.into_rgba8();
    Ok(Picture { width: rgba.width() as usize, height: rgba.height() as usize, rgba: rgba.into_raw().into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbImage};
    use proptest::prelude::*;

    fn file(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let image =
            RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 251) as u8, (y % 241) as u8, 9]));
        DynamicImage::from(image).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_whole_picture_comes_out() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
            let picture = decode(&file(20, 10, format), &[SCREEN]).unwrap();
            assert_eq!((picture.width, picture.height, picture.rgba.len()), (20, 10, 800), "{format:?}");
        }
    }

    #[test]
    fn a_large_one_fits_a_screen() {
        let picture = decode(&file(4000, 1000, ImageFormat::Png), &[SCREEN]).unwrap();
        assert_eq!((picture.width, picture.height), (1920, 480));
    }

    #[test]
    fn a_cut_one_is_none() {
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let whole = file(64, 64, format);
            assert!(decode(&whole[..whole.len() / 2], &[SCREEN]).is_err(), "{format:?}");
        }
        assert!(decode(b"", &[SCREEN]).is_err());
        assert!(decode(b"<svg xmlns='http://www.w3.org/2000/svg'/>", &[SCREEN]).is_err());
    }

    #[test]
    fn a_header_of_four_gigapixels_is_refused_before_it_is_believed() {
        let mut bytes = file(8, 8, ImageFormat::Png);
        // Width and height of the IHDR chunk; its checksum follows them.
        bytes[16..20].copy_from_slice(&65_535_u32.to_be_bytes());
        bytes[20..24].copy_from_slice(&65_535_u32.to_be_bytes());
        let sum = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        let why = decode(&bytes, &[SCREEN]).unwrap_err();
        assert!(why.contains("65535×65535"), "{why}");
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |crc: u32, byte| {
            (0..8).fold(
                crc ^ u32::from(*byte),
                |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
            )
        })
    }

    proptest! {
        #[test]
        fn no_bytes_panic(flips in proptest::collection::vec((0_usize..400, any::<u8>()), 1..8)) {
            for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
                let mut bytes = file(12, 12, format);
                for (at, byte) in &flips {
                    let at = at % bytes.len();
                    bytes[at] = *byte;
                }
                if let Ok(picture) = decode(&bytes, &[SCREEN]) {
                    prop_assert_eq!(picture.rgba.len(), picture.width * picture.height * 4);
                }
            }
        }
    }
}
