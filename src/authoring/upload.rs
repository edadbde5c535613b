//! Pictures that authors bring: known by their bytes, bounded, put beside their page under a name that addresses can carry.

use imagesize::ImageType;

use crate::text::slug::slug;

use super::{BadPath, ContentPath, Store, StoreError};

/// Largest picture, in bytes, and in pixels: what a page can carry, and what a reader's telephone can unpack.
pub const PICTURE_LIMIT: usize = 10 * 1024 * 1024;
const PIXELS: usize = 40_000_000;
const SIDE: usize = 12_000;

/// Names tried for a picture before it is refused.
const NAMES: usize = 1000;

/// A picture that may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Ending of its name.
    pub extension: &'static str,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
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
    /// SVG, which is a program as much as a picture.
    #[error("SVG")]
    Svg,
    /// None of the kinds that every browser and every paper shows.
    #[error("no picture")]
    Kind,
}

/// Looks at the first bytes of what was brought, never at its name.
pub fn picture(bytes: &[u8]) -> Result<Picture, BadUpload> {
    if bytes.len() > PICTURE_LIMIT {
        return Err(BadUpload::Large);
    }
    let extension = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Jpeg) => "jpg",
        Ok(ImageType::Gif) => "gif",
        Ok(ImageType::Webp) => "webp",
        _ if is_svg(bytes) => return Err(BadUpload::Svg),
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
    Ok(Picture { extension, width, height })
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = bytes.get(..1024).unwrap_or(bytes);
    String::from_utf8_lossy(start).to_ascii_lowercase().contains("<svg")
}

impl Store {
    /// Writes a picture into a folder of `content/`, under its own name or the next that is free.
    pub fn add_picture(
        &self,
        folder: &str,
        name: &str,
        picture: Picture,
        bytes: &[u8],
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
            match self.create(&path, bytes) {
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
        assert_eq!(picture(&png(3, 2)), Ok(Picture { extension: "png", width: 3, height: 2 }));
        assert_eq!(picture(&png(100_000, 2)), Err(BadUpload::Pixels { width: 100_000, height: 2 }));
        assert_eq!(picture(&png(11_000, 11_000)), Err(BadUpload::Pixels { width: 11_000, height: 11_000 }));
        assert_eq!(picture(&png(0, 2)), Err(BadUpload::Kind));
        for bytes in ["<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<?xml version=\"1.0\"?>\n<!-- --><SVG>"] {
            assert_eq!(picture(bytes.as_bytes()), Err(BadUpload::Svg));
        }
        for bytes in ["<!doctype html><script>", "", "MZ", "%PDF-1.7", "PK\u{3}\u{4}"] {
            assert_eq!(picture(bytes.as_bytes()), Err(BadUpload::Kind), "{bytes}");
        }
        assert_eq!(picture(&vec![0; PICTURE_LIMIT + 1]), Err(BadUpload::Large));
    }
}
