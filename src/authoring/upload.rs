//! Pictures that authors bring: known by their bytes, bounded, put beside their page under a name that addresses can carry.

use std::borrow::Cow;

use imagesize::ImageType;

use crate::text::slug::slug;

use super::drawing::{self, Drawing};
use super::{BadPath, ContentPath, Store, StoreError};

/// Largest picture, in bytes, and in pixels: what a page can carry, and what a reader's telephone can unpack.
pub const PICTURE_LIMIT: usize = 10 * 1024 * 1024;
const PIXELS: usize = 40_000_000;
const SIDE: usize = 12_000;

/// Names tried for a picture before it is refused.
const NAMES: usize = 1000;

/// A picture that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture<'a> {
    /// What is kept: the bytes as they came, of a drawing what is safe of it.
    pub bytes: Cow<'a, [u8]>,
    /// Ending of its name.
    pub extension: &'static str,
    /// Width in pixels; 0 for a drawing that does not say.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// It is a drawing in which a picture stood, which was left out.
    pub lacks: bool,
}

/// Why bytes are not kept as a picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadUpload {
    /// More bytes than the limit.
    #[error("more than {PICTURE_LIMIT} bytes")]
    Large,
    /// More pixels than a page can carry.
    #[error("{width}×{height} pixels")]
    Pixels {
        /// Width in pixels.
        width: usize,
        /// Height in pixels.
        height: usize,
    },
    /// A drawing that cannot be made safe, or shows nothing then.
    #[error("SVG")]
    Svg,
    /// None of the kinds that every browser and every paper shows.
    #[error("no picture")]
    Kind,
}

/// Looks at the bytes of what was brought, never at its name. These kinds can be used everywhere: on pages, on paper, in books.
pub fn picture(bytes: &[u8]) -> Result<Picture<'_>, BadUpload> {
    if bytes.len() > PICTURE_LIMIT {
        return Err(BadUpload::Large);
    }
    let extension = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Jpeg) => "jpg",
        Ok(ImageType::Gif) => "gif",
        Ok(ImageType::Webp) => "webp",
        _ if drawing::is_drawing(bytes) => {
            let Drawing { bytes, width, height, lacks } = drawing::clean(bytes).ok_or(BadUpload::Svg)?;
            return Ok(Picture { bytes: bytes.into(), extension: "svg", width, height, lacks });
        }
        _ => return Err(BadUpload::Kind),
    };
    let size = imagesize::blob_size(bytes).map_err(|_| BadUpload::Kind)?;
    let (width, height) = (size.width, size.height);
    if width == 0 || height == 0 {
        return Err(BadUpload::Kind);
    }
    if width > SIDE || height > SIDE || width.saturating_mul(height) > PIXELS {
        return Err(BadUpload::Pixels { width, height });
    }
    Ok(Picture { bytes: bytes.into(), extension, width, height, lacks: false })
}

impl Store {
    /// Writes a picture into a folder of `content/`, under its own name or the next that is free.
    pub fn add_picture(
        &self,
        folder: &str,
        name: &str,
        picture: &Picture<'_>,
    ) -> Result<Result<ContentPath, BadPath>, StoreError> {
        let stem = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = slug(stem.rsplit_once('.').map_or(stem, |(stem, _)| stem));
        let stem: String = if stem.is_empty() { "hinh".to_owned() } else { stem.chars().take(80).collect() };
        for number in 1..=NAMES {
            let number = if number == 1 { String::new() } else { format!("-{number}") };
            let name = format!("{stem}{number}.{}", picture.extension);
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let path = match ContentPath::file(&path) {
                Ok(path) => path,
                // A device's name, such as `con`: the next number is a name like any other.
                Err(BadPath::Name(_)) if number.is_empty() => continue,
                Err(bad) => return Ok(Err(bad)),
            };
            match self.create(&path, &picture.bytes) {
                Ok(()) => return Ok(Ok(path)),
                Err(StoreError::Exists(_) | StoreError::Case(_) | StoreError::Kind(_) | StoreError::Link(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Exists(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes
    }

    #[test]
    fn pictures_are_known_by_their_bytes_and_bounded() {
        let small = png(3, 2);
        let kept = Picture { bytes: small.as_slice().into(), extension: "png", width: 3, height: 2, lacks: false };
        assert_eq!(picture(&small), Ok(kept));
        assert_eq!(picture(&png(100_000, 2)), Err(BadUpload::Pixels { width: 100_000, height: 2 }));
        assert_eq!(picture(&png(11_000, 11_000)), Err(BadUpload::Pixels { width: 11_000, height: 11_000 }));
        assert_eq!(picture(&png(0, 2)), Err(BadUpload::Kind));
        let drawing = picture(b"<svg xmlns='http://www.w3.org/2000/svg' width='3' height='2'><path d='M0 0'/></svg>");
        assert!(drawing.is_ok_and(|of| (of.extension, of.width, of.height) == ("svg", 3, 2)));
        for bytes in ["<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<?xml version=\"1.0\"?>\n<!-- --><SVG>"] {
            assert_eq!(picture(bytes.as_bytes()), Err(BadUpload::Svg));
        }
        for bytes in ["<!doctype html><script>", "", "MZ", "%PDF-1.7", "PK\u{3}\u{4}"] {
            assert_eq!(picture(bytes.as_bytes()), Err(BadUpload::Kind), "{bytes}");
        }
        assert_eq!(picture(&vec![0; PICTURE_LIMIT + 1]), Err(BadUpload::Large));
    }
}
