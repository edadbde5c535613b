//! Pictures on their way to paper: what each is, told by its bytes before anything is unpacked, and each once in a file.
//! How one is shown is the business of `pdf` and `docx`; one that cannot be shown leaves its description.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::link::View;

use super::codes;

/// Most pixels of a picture, and of all pictures of a file: a small file may hold a picture that fills all memory.
const MOST_PIXELS: u64 = 50_000_000;
const MOST_PIXELS_OF_ALL: u64 = 400_000_000;

/// Largest drawing in bytes: it has no pixels to count.
const LARGEST_DRAWING: usize = 5_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Jpeg,
    Gif,
    Webp,
    /// A drawing.
    Svg,
}

/// A picture as it lies in the handbook.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) bytes: Arc<[u8]>,
    pub(super) kind: Kind,
    /// Pixels across and down; a drawing has none.
    pub(super) pixels: Option<(u64, u64)>,
}

/// The pictures of a file, as `P` that the file is made of.
#[derive(Debug)]
pub(super) struct Pictures<P> {
    pub(super) all: Vec<P>,
    seen: Vec<(String, Option<usize>)>,
    pixels: u64,
}

impl<P> Default for Pictures<P> {
    fn default() -> Self {
        Self { all: Vec::new(), seen: Vec::new(), pixels: 0 }
    }
}

impl<P> Pictures<P> {
    /// Returns the number of a picture, by its path from the handbook's root; `None` with a doubt if it cannot be shown,
    /// be it that `take` says so.
    pub(super) fn add(
        &mut self,
        path: &str,
        view: &View<'_>,
        doubts: &mut Vec<Diagnostic>,
        take: impl FnOnce(Picture) -> Result<P, String>,
    ) -> Option<usize> {
        if let Some((_, number)) = self.seen.iter().find(|(seen, _)| seen == path) {
            return *number;
        }
        let place = Place::file(&Arc::from(path));
        let shown = view.picture(path).and_then(|bytes| {
            let read = self.read(bytes, &place);
            let taken = read.and_then(|picture| take(picture).map_err(|problem| unreadable(&place, &problem)));
            taken.map_err(|doubt| doubts.push(doubt)).ok()
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
        let picture = |kind, pixels| Picture { bytes: Arc::clone(bytes), kind, pixels };
        let kind = match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => Kind::Png,
            Ok(ImageType::Jpeg) => Kind::Jpeg,
            Ok(ImageType::Gif) => Kind::Gif,
            Ok(ImageType::Webp) => Kind::Webp,
            _ => {
                let large = bytes.len() > LARGEST_DRAWING;
                return match std::str::from_utf8(bytes) {
                    Ok(_) if large => Err(unreadable(place, "SVG > 5 MB")),
                    Ok(text) if holds_picture(text) => Err(unreadable(place, "SVG <image>")),
                    Ok(text) if text.contains("<svg") || text.contains(":svg") => Ok(picture(Kind::Svg, None)),
                    _ => Err(unreadable(place, "≠ PNG, JPG, GIF, WebP, SVG")),
                };
            }
        };
        let size = imagesize::blob_size(bytes).map_err(|error| unreadable(place, &error.to_string()))?;
        let (width, height) = (size.width as u64, size.height as u64);
        let pixels = width.saturating_mul(height);
        if pixels > MOST_PIXELS || self.pixels.saturating_add(pixels) > MOST_PIXELS_OF_ALL {
            return Err(Diagnostic::new(&codes::PICTURE_TOO_LARGE, place.clone())
                .with("width", width)
                .with("height", height)
                .with("limit", MOST_PIXELS / 1_000_000)
                .with("limit_of_all", MOST_PIXELS_OF_ALL / 1_000_000));
        }
        self.pixels += pixels;
        Ok(picture(kind, Some((width, height))))
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
