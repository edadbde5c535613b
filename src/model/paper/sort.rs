//! Which papers there are, and their names in addresses and on the command line.

use serde::{Deserialize, Serialize};

use crate::model::KindName;

/// What paper it is; gives its name in addresses and on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Chương trình.
    Agenda,
    /// Chương trình, bản một trang.
    OnePage,
    /// Kịch bản điều hành.
    Script,
    /// Danh sách điểm danh.
    RollCall,
    /// Biên bản, ghi sẵn khung theo chương trình.
    Minutes,
    /// Dự thảo nghị quyết.
    Resolution,
    /// Giấy mời.
    Invitation,
    /// Phiếu chấm điểm trắng.
    ScoreSheet,
    /// Phiếu quan sát.
    ObservationSheet,
    /// Tài liệu của đảng viên.
    MemberSheet,
    /// Tài liệu của người điều hành.
    FacilitatorSheet,
    /// Hướng dẫn.
    Guidance,
    /// Bài học, bản của học viên.
    Lesson,
    /// Bài học, bản của giảng viên.
    LecturerSheet,
    /// Biểu mẫu trắng.
    Form,
    /// Danh mục việc trước và sau buổi họp.
    Checklist,
    /// Tập hồ sơ buổi họp: the meeting's papers in one file.
    Pack,
    /// Sách của lớp: mọi bài trong một tập.
    Book,
}

impl Sort {
    /// Every sort.
    pub const ALL: &[Self] = &[
        Self::Agenda,
        Self::OnePage,
        Self::Script,
        Self::RollCall,
        Self::Minutes,
        Self::Resolution,
        Self::Invitation,
        Self::ScoreSheet,
        Self::ObservationSheet,
        Self::MemberSheet,
        Self::FacilitatorSheet,
        Self::Guidance,
        Self::Lesson,
        Self::LecturerSheet,
        Self::Form,
        Self::Checklist,
        Self::Pack,
        Self::Book,
    ];

    /// Returns the sorts of papers that a kind of page has, in the order in which they are offered.
    pub fn of_kind(kind: KindName) -> &'static [Self] {
        match kind {
            KindName::Agenda => &[
                Self::Agenda,
                Self::OnePage,
                Self::Script,
                Self::Invitation,
                Self::RollCall,
                Self::Minutes,
                Self::Resolution,
                Self::Checklist,
                Self::Pack,
            ],
            KindName::Guide => &[Self::Script, Self::ObservationSheet],
            KindName::Scorecard => &[Self::ScoreSheet],
            KindName::Topic => &[Self::MemberSheet, Self::FacilitatorSheet],
            KindName::Form => &[Self::Form],
            KindName::Guidance => &[Self::Guidance],
            KindName::Lesson => &[Self::Lesson, Self::LecturerSheet],
            KindName::Course => &[Self::Book],
            KindName::Directive | KindName::Calendar | KindName::Bulletin | KindName::Page | KindName::Section => &[],
        }
    }

    /// Returns the name used in addresses and on the command line; ASCII.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agenda => "chuong-trinh",
            Self::OnePage => "mot-trang",
            Self::Script => "kich-ban",
            Self::RollCall => "diem-danh",
            Self::Minutes => "bien-ban",
            Self::Resolution => "nghi-quyet",
            Self::Invitation => "giay-moi",
            Self::ScoreSheet => "phieu-cham",
            Self::ObservationSheet => "phieu-quan-sat",
            Self::MemberSheet => "dang-vien",
            Self::FacilitatorSheet => "dieu-hanh",
            Self::Guidance => "huong-dan",
            Self::Lesson => "hoc-vien",
            Self::LecturerSheet => "giang-vien",
            Self::Form => "mau-trong",
            Self::Checklist => "danh-muc-viec",
            Self::Pack => "ho-so",
            Self::Book => "sach",
        }
    }

    /// Tells whether a build makes it where the settings name no kinds. The others are longer or set several times over,
    /// and wanted less often: `sotay print` makes them.
    pub fn is_usual(self) -> bool {
        !matches!(
            self,
            Self::OnePage | Self::RollCall | Self::Checklist | Self::Pack | Self::Lesson | Self::LecturerSheet
        )
    }

    /// Tells whether it is handed out to members or learners, so that there is one for each kind of organisation that the
    /// page tells apart. Who leads has all parts, each with the name of its kind.
    pub fn is_handed_out(self) -> bool {
        matches!(self, Self::MemberSheet | Self::Guidance | Self::Lesson)
    }

    /// Tells whether an office goes on writing in it, so that a build makes it for Word where the settings name no kinds.
    pub fn is_edited(self) -> bool {
        matches!(
            self,
            Self::Agenda
                | Self::Script
                | Self::RollCall
                | Self::Minutes
                | Self::Resolution
                | Self::Invitation
                | Self::ScoreSheet
                | Self::MemberSheet
        )
    }

    /// Tells whether it can be made in a format.
    pub fn comes_as(self, format: Format) -> bool {
        match format {
            Format::Pdf => cfg!(feature = "pdf"),
            Format::Docx => !matches!(self, Self::Book | Self::Pack),
            Format::Epub => self == Self::Book,
            Format::Zip => self == Self::Pack,
        }
    }

    /// Returns the key of the theme's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agenda => "print_agenda",
            Self::OnePage => "print_one_page",
            Self::Script => "print_script",
            Self::RollCall => "print_roll_call",
            Self::Minutes => "print_minutes",
            Self::Resolution => "print_resolution",
            Self::Invitation => "print_invitation",
            Self::ScoreSheet => "print_score_sheet",
            Self::ObservationSheet => "print_observation_sheet",
            Self::MemberSheet => "print_member_sheet",
            Self::FacilitatorSheet => "print_facilitator_sheet",
            Self::Guidance => "print_guidance",
            Self::Lesson => "print_lesson",
            Self::LecturerSheet => "print_lecturer_sheet",
            Self::Form => "print_form",
            Self::Checklist => "print_checklist",
            Self::Pack => "print_pack",
            Self::Book => "print_book",
        }
    }
}

/// As what a paper is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// PDF, to print and keep.
    Pdf,
    /// A Word file, to go on writing in.
    Docx,
    /// A book to read on a phone or a reader.
    Epub,
    /// Several papers packed.
    Zip,
}

impl Format {
    /// Every format that a single paper can have.
    pub const ALL: &[Self] = &[Self::Pdf, Self::Docx, Self::Epub];

    /// Returns the ending of its files, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Epub => "epub",
            Self::Zip => "zip",
        }
    }

    /// Returns its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Epub => "application/epub+zip",
            Self::Zip => "application/zip",
        }
    }

    /// Returns its name as readers know it, the same in both languages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "Word",
            Self::Epub => "EPUB",
            Self::Zip => "ZIP",
        }
    }
}

/// Which of a document's papers: its sort, its number where there are several of that sort, and for whom it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PaperName {
    /// The sort.
    pub sort: Sort,
    /// Number, from 1.
    pub number: u8,
    /// Kind of organisation that it is for, by its place in the settings; `None`: for all of them.
    pub org_type: Option<u8>,
}

impl PaperName {
    /// Returns the only, or first, paper of a sort.
    pub const fn one(sort: Sort) -> Self {
        Self { sort, number: 1, org_type: None }
    }
}

impl std::fmt::Display for PaperName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.number {
            0 | 1 => f.write_str(self.sort.name()),
            number => write!(f, "{}-{number}", self.sort.name()),
        }
    }
}
