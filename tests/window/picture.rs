//! Judging pictures of a screen, and keeping them for whoever looks at a failure.

use std::{collections::HashSet, path::PathBuf};

use image::RgbImage;

/// Keeps a picture under `target/screenshots` of the checkout, where CI collects it; cargo's own target folder may lie elsewhere.
pub fn keep(name: &str, shot: &RgbImage) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    shot.save(folder.join(format!("{name}.png"))).unwrap();
}

/// The share of pixels that differ between two pictures of one size, from a height to another: the clock at the top
/// and the age of the content at the foot change by themselves.
pub fn difference(one: &RgbImage, other: &RgbImage, rows: std::ops::Range<u32>) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let all = rows.len() as f64 * f64::from(one.width());
    let differ = rows.flat_map(|y| (0..one.width()).map(move |x| (x, y)));
    differ.filter(|(x, y)| one.get_pixel(*x, *y) != other.get_pixel(*x, *y)).count() as f64 / all
}

/// How many colours a picture has: a blank screen has one, anti-aliased text dozens.
pub fn colours(shot: &RgbImage) -> usize {
    shot.pixels().map(|pixel| pixel.0).collect::<HashSet<_>>().len()
}

/// The text of every QR code in a picture.
pub fn codes(shot: &RgbImage) -> Vec<String> {
    let grey = |x: usize, y: usize| image::Pixel::to_luma(shot.get_pixel(x as u32, y as u32)).0[0];
    let mut seen =
        rqrr::PreparedImage::prepare_from_greyscale(shot.width() as usize, shot.height() as usize, grey);
    seen.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
