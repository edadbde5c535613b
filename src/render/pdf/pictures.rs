//! Pictures on their way to paper. One that cannot be shown would spoil the whole file, so each is tried alone first;
//! its place on paper then holds its description.

use std::sync::Arc;

use serde::Serialize;
use typst::foundations::Bytes;

use crate::diagnostic::{Diagnostic, Place};
use crate::link::View;

use super::super::codes;
use super::press::Press;

/// Most pixels of a picture, and of all pictures of a file: a small file may hold a picture that fills all memory.
const MOST_PIXELS: u64 = 50_000_000;
const MOST_PIXELS_OF_ALL: u64 = 400_000_000;

/// Largest drawing in bytes: it has no pixels to count.
const LARGEST_DRAWING: usize = 5_000_000;

/// A picture that can be shown.
#[derive(Debug, Serialize)]
pub(super) struct Picture {
    #[serde(skip)]
    pub(super) bytes: Bytes,
    /// As Typst calls it.
    pub(super) format: &'static str,
}

/// The pictures of a file.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub(super) all: Vec<Picture>,
    seen: Vec<(String, Option<usize>)>,
    pixels: u64,
}

impl Pictures {
    /// Returns the number of a picture, by its path from the handbook's root; `None` with a doubt if it cannot be shown.
    pub(super) fn add(
        &mut self,
        path: &str,
        press: &Press,
        view: &View<'_>,
        doubts: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        if let Some((_, number)) = self.seen.iter().find(|(seen, _)| seen == path) {
            return *number;
        }
        let place = Place::file(&Arc::from(path));
        let shown = view.picture(path).and_then(|bytes| {
            let read = self.read(bytes, &place).and_then(|picture| match press.shows(&picture) {
                Ok(()) => Ok(picture),
                Err(problem) => Err(unreadable(&place, &problem)),
            });
            read.map_err(|doubt| doubts.push(doubt)).ok()
        });
        let number = shown.map(|picture| {
            self.all.push(picture);
            self.all.len() - 1
        });
        self.seen.push((path.to_owned(), number));
        number
    }

    /// Tells what a picture is by its bytes, and counts its pixels before anything is unpacked.
    fn read(&mut self, bytes: &Arc<[u8]>, place: &Place) -> Result<Picture, Diagnostic> {
        use imagesize::ImageType;
        let picture = |format| Picture { bytes: Bytes::new(Arc::clone(bytes)), format };
        let format = match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => "png",
            Ok(ImageType::Jpeg) => "jpg",
            Ok(ImageType::Gif) => "gif",
            Ok(ImageType::Webp) => "webp",
            _ => {
                let large = bytes.len() > LARGEST_DRAWING;
                return match std::str::from_utf8(bytes) {
                    Ok(_) if large => Err(unreadable(place, "SVG > 5 MB")),
                    Ok(text) if holds_picture(text) => Err(unreadable(place, "SVG <image>")),
                    Ok(text) if text.contains("<svg") || text.contains(":svg") => Ok(picture("svg")),
                    _ => Err(unreadable(place, "≠ PNG, JPG, GIF, WebP, SVG")),
                };
            }
        };
        let size = imagesize::blob_size(bytes).map_err(|error| unreadable(place, &error.to_string()))?;
        let pixels = (size.width as u64).saturating_mul(size.height as u64);
        if pixels > MOST_PIXELS || self.pixels.saturating_add(pixels) > MOST_PIXELS_OF_ALL {
            return Err(Diagnostic::new(&codes::PICTURE_TOO_LARGE, place.clone())
                .with("width", size.width as u64)
                .with("height", size.height as u64)
                .with("limit", MOST_PIXELS / 1_000_000)
                .with("limit_of_all", MOST_PIXELS_OF_ALL / 1_000_000));
        }
        self.pixels += pixels;
        Ok(picture(format))
    }
}

fn unreadable(place: &Place, problem: &str) -> Diagnostic {
    Diagnostic::new(&codes::PICTURE, place.clone()).with("problem", problem)
}

/// Tells whether a drawing has another picture in it, whose pixels nobody counted, or that lies elsewhere.
fn holds_picture(svg: &str) -> bool {
    svg.split('<').skip(1).any(|tag| {
        let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or(name);
        name == "image" || name == "feImage"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_with_pictures_in_them_are_found() {
        assert!(holds_picture("<svg><image href='a.png'/></svg>"));
        assert!(holds_picture("<s:svg><s:image\nhref='data:image/png;base64,AA'/></s:svg>"));
        assert!(holds_picture("<!DOCTYPE svg [<!ENTITY x \"<feImage/>\">]><svg>&x;</svg>"));
        assert!(!holds_picture("<svg><text>image &lt;image&gt;</text><path d='M0 0'/></svg>"));
    }
}
