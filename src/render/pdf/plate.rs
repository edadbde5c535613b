//! Pictures as Typst takes them. One that it cannot show would spoil the whole file, so each is tried alone first; its
//! place on paper then holds its description.

use serde::Serialize;
use typst::foundations::Bytes;

use super::super::picture::{Kind, Picture};
use super::press::Press;

/// A picture that can be shown.
#[derive(Debug, Serialize)]
pub(super) struct Plate {
    #[serde(skip)]
    pub(super) bytes: Bytes,
    /// As Typst calls it.
    pub(super) format: &'static str,
}

impl Plate {
    /// Returns the plate of a picture, or why it cannot be shown.
    pub(super) fn of(picture: Picture, press: &Press) -> Result<Self, String> {
        let format = match picture.kind {
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
            Kind::Gif => "gif",
            Kind::Webp => "webp",
            Kind::Svg => "svg",
        };
        let plate = Self { bytes: Bytes::new(picture.bytes), format };
        press.shows(&plate).map(|()| plate)
    }
}
