//! Codes of YAML faults, S020 to S039, with their words.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};

use super::Origin;
use super::shape::{Bounds, Expected, Fault, What};

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &SYNTAX,
    &COLON,
    &TAB,
    &DUPLICATE,
    &BOMB,
    &TOO_DEEP,
    &TOO_LARGE,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &WRONG_DATE,
    &NOT_ALLOWED,
    &OUT_OF_RANGE,
    &NO_SUCH_DATE,
];

pub(super) static SYNTAX: Code = Code {
    id: "S020",
    name: "yaml-syntax",
    severity: Severity::Error,
    vi: Words {
        message: "phần khai báo YAML không đọc được: {problem}",
        hint: "{fix}\nKiểm tra dấu hai chấm, thụt đầu dòng và dấu nháy ở dòng này và dòng trước",
        explain: "Phần khai báo giữa hai dòng `---` viết theo YAML: mỗi dòng một cặp `khóa: giá trị`, thụt đầu dòng bằng dấu cách.\n\nSai:\n    title \"Chuyên đề\"\nĐúng:\n    title: \"Chuyên đề\"",
    },
    en: Words {
        message: "the YAML cannot be read: {problem}",
        hint: "{fix}\nLook at colons, indentation and quotes on this line and the one before",
        explain: "Front matter between the two `---` lines is YAML: one `key: value` a line, indented with spaces.\n\nWrong:\n    title \"Topic\"\nRight:\n    title: \"Topic\"",
    },
};

pub(super) static COLON: Code = Code {
    id: "S021",
    name: "unquoted-colon",
    severity: Severity::Error,
    vi: Words {
        message: "giá trị của `{key}` có dấu hai chấm nhưng chưa đặt trong dấu nháy",
        hint: "Viết `{quoted}`",
        explain: "Trong YAML, dấu hai chấm theo sau bởi dấu cách bắt đầu một giá trị mới. Tiêu đề có dấu hai chấm phải đặt trong dấu nháy.\n\nSai:\n    title: Chủ đề: nêu gương\nĐúng:\n    title: \"Chủ đề: nêu gương\"",
    },
    en: Words {
        message: "the value of `{key}` holds a colon but is not quoted",
        hint: "Write `{quoted}`",
        explain: "In YAML a colon followed by a space starts a new value. A title with a colon must be quoted.\n\nWrong:\n    title: Theme: example\nRight:\n    title: \"Theme: example\"",
    },
};

pub(super) static TAB: Code = Code {
    id: "S022",
    name: "tab-indent",
    severity: Severity::Error,
    vi: Words {
        message: "dòng thụt vào bằng phím Tab",
        hint: "Thay Tab bằng hai dấu cách",
        explain: "YAML không cho thụt đầu dòng bằng ký tự Tab. Dùng hai dấu cách cho mỗi cấp.",
    },
    en: Words {
        message: "the line is indented with a tab",
        hint: "Replace the tab by two spaces",
        explain: "YAML does not allow tabs as indentation. Use two spaces a level.",
    },
};

pub(super) static DUPLICATE: Code = Code {
    id: "S023",
    name: "duplicate-key",
    severity: Severity::Error,
    vi: Words {
        message: "khóa `{key}` được viết hai lần",
        hint: "Giữ lại một dòng `{key}`",
        explain: "Mỗi khóa chỉ được viết một lần trong cùng một nhóm; nếu không, không rõ giá trị nào có hiệu lực.",
    },
    en: Words {
        message: "the key `{key}` is written twice",
        hint: "Keep one line with `{key}`",
        explain: "A key may be written once in its group; otherwise it is not clear which value holds.",
    },
};

pub(super) static BOMB: Code = Code {
    id: "S024",
    name: "yaml-repetition",
    severity: Severity::Error,
    vi: Words {
        message: "các bí danh YAML (`*tên`) lặp lại nhau quá nhiều lần",
        hint: "Viết giá trị ra thay cho bí danh",
        explain: "Bí danh lồng nhau có thể phình ra thành hàng tỷ phần tử và làm treo máy, nên bị từ chối.",
    },
    en: Words {
        message: "YAML aliases (`*name`) repeat each other too often",
        hint: "Write the values out instead of aliases",
        explain: "Nested aliases can grow to billions of items and hang the machine; they are refused.",
    },
};

pub(super) static TOO_DEEP: Code = Code {
    id: "S025",
    name: "yaml-too-deep",
    severity: Severity::Error,
    vi: Words {
        message: "phần khai báo YAML lồng nhau quá sâu",
        hint: "Bỏ bớt các cấp lồng nhau",
        explain: "Không loại trang nào cần quá năm cấp lồng nhau; phần khai báo lồng hơn một trăm cấp là nhầm lẫn hoặc cố ý phá hoại.",
    },
    en: Words {
        message: "the YAML is nested too deeply",
        hint: "Take out some levels",
        explain: "No kind needs more than five levels; more than a hundred are a mistake or an attack.",
    },
};

pub(super) static TOO_LARGE: Code = Code {
    id: "S026",
    name: "yaml-too-large",
    severity: Severity::Error,
    vi: Words {
        message: "phần khai báo YAML dài hơn {limit} KB",
        hint: "Chuyển nội dung dài xuống thân trang hoặc tách thành nhiều trang",
        explain: "Phần khai báo chỉ nên chứa thông tin về trang; nội dung viết ở thân trang.",
    },
    en: Words {
        message: "the YAML is longer than {limit} KB",
        hint: "Move long text into the body or split the page",
        explain: "Front matter holds facts about the page; the text belongs in the body.",
    },
};

pub(super) static UNKNOWN_KEY: Code = Code {
    id: "S027",
    name: "unknown-key",
    severity: Severity::Error,
    vi: Words {
        message: "không có khóa `{key}`",
        hint: "Có phải là `{near}`?\nCác khóa dùng ở đây: {known}\nXem các khóa dùng ở đây bằng `sotay schema {schema}`",
        explain: "Khóa lạ thường là lỗi gõ; nếu bỏ qua, giá trị sẽ lặng lẽ mất tác dụng. `sotay schema LOẠI` liệt kê các khóa của một loại trang.",
    },
    en: Words {
        message: "there is no key `{key}`",
        hint: "Did you mean `{near}`?\nKeys that can stand here: {known}\nSee the keys that can stand here with `sotay schema {schema}`",
        explain: "An unknown key is mostly a slip; passed over, its value would silently have no effect. `sotay schema KIND` lists the keys of a kind.",
    },
};

pub(super) static MISSING_KEY: Code = Code {
    id: "S028",
    name: "missing-key",
    severity: Severity::Error,
    vi: Words {
        message: "thiếu khóa `{key}`",
        hint: "Thêm dòng `{key}: …`",
        explain: "Một số khóa là bắt buộc vì trang in hoặc các phép kiểm tra cần đến, ví dụ `title` của mọi trang, `number` và `issued` của văn bản.",
    },
    en: Words {
        message: "the key `{key}` is missing",
        hint: "Add a line `{key}: …`",
        explain: "Some keys are required because papers or checks need them: `title` of every page, `number` and `issued` of a directive.",
    },
};

pub(super) static WRONG_TYPE: Code = Code {
    id: "S029",
    name: "wrong-type",
    severity: Severity::Error,
    vi: Words {
        message: "giá trị không đúng kiểu: cần {expected}",
        hint: "{fix}",
        explain: "Mỗi khóa cần một kiểu giá trị: chữ, số, true/false, danh sách hoặc nhóm khóa. Danh sách viết mỗi mục một dòng bắt đầu bằng `- `, hoặc `[a, b]`.",
    },
    en: Words {
        message: "the value is not {expected}",
        hint: "{fix}",
        explain: "Each key wants one type: text, number, true/false, list, or keys with values. A list has one item a line, each starting with `- `, or `[a, b]`.",
    },
};

pub(super) static WRONG_DATE: Code = Code {
    id: "S030",
    name: "wrong-date",
    severity: Severity::Error,
    vi: Words {
        message: "“{written}” không đúng dạng ngày giờ",
        hint: "Viết `{suggestion}`\nViết theo dạng `{form}`",
        explain: "Ngày viết theo dạng năm-tháng-ngày (`2026-07-03`), giờ `07:30`, tháng `2026-07`, để máy không nhầm ngày với tháng. Trên trang in, ngày vẫn hiện theo cách viết tiếng Việt.",
    },
    en: Words {
        message: "“{written}” is not a date or time in the expected form",
        hint: "Write `{suggestion}`\nWrite it like `{form}`",
        explain: "Dates are written year-month-day (`2026-07-03`), times `07:30`, months `2026-07`, so that day and month cannot be confused. Pages and papers show them the Vietnamese way.",
    },
};

pub(super) static NOT_ALLOWED: Code = Code {
    id: "S031",
    name: "not-allowed",
    severity: Severity::Error,
    vi: Words {
        message: "`{written}` không phải là giá trị được dùng ở đây",
        hint: "Có phải là `{near}`? Các giá trị được dùng: {allowed}\nChọn một trong: {allowed}",
        explain: "Một số khóa chỉ nhận các giá trị định trước, ví dụ `meeting` nhận `regular`, `thematic`, `regular+thematic`.",
    },
    en: Words {
        message: "`{written}` is not a value allowed here",
        hint: "Did you mean `{near}`? Values that can stand here: {allowed}\nChoose one of: {allowed}",
        explain: "Some keys take fixed words only: `meeting` takes `regular`, `thematic`, `regular+thematic` and others.",
    },
};

pub(super) static OUT_OF_RANGE: Code = Code {
    id: "S032",
    name: "out-of-range",
    severity: Severity::Error,
    vi: Words {
        message: "{what} {problem}",
        hint: "{fix}",
        explain: "Số, độ dài chữ hoặc số mục của danh sách có giới hạn hợp lý, ví dụ quý từ 1 đến 4.",
    },
    en: Words {
        message: "{what} {problem}",
        hint: "{fix}",
        explain: "Numbers, lengths of text and counts of items have sensible bounds: a quarter is 1 to 4.",
    },
};

pub(super) static NO_SUCH_DATE: Code = Code {
    id: "S033",
    name: "no-such-date",
    severity: Severity::Error,
    vi: Words {
        message: "không có {what} “{written}”",
        hint: "Sửa lại {what}, viết theo dạng `{form}`",
        explain: "Ngày, tháng, giờ viết đúng dạng nhưng không có thật: tháng 2 không có ngày 30, giờ chỉ đến 23:59.\n\nSai:\n    date: 2026-02-30\n    time: \"25:00\"\n\nĐúng:\n    date: 2026-02-28\n    time: \"15:00\"",
    },
    en: Words {
        message: "there is no {what} “{written}”",
        hint: "Correct the {what}; the form is `{form}`",
        explain: "The form is right, but there is no such day, month or time: February has no 30th, and the last minute of a day is 23:59.\n\nWrong:\n    date: 2026-02-30\n    time: \"25:00\"\n\nRight:\n    date: 2026-02-28\n    time: \"15:00\"",
    },
};

/// Returns the diagnostic of a fault.
pub(super) fn diagnose(fault: &Fault, origin: Origin<'_>) -> Diagnostic {
    match fault {
        Fault::UnknownKey { key, near, known, nested, span } => Diagnostic::new(&UNKNOWN_KEY, origin.place(*span))
            .with("key", key)
            .with_some("near", near.as_deref())
            .with_some("known", (*nested || origin.schema.is_none()).then_some(known))
            .with_some("schema", origin.schema),
        Fault::MissingKey { key, span } => Diagnostic::new(&MISSING_KEY, origin.place(*span)).with("key", key),
        Fault::WrongType { expected, span } => {
            let (what, fix) = expectation(*expected);
            Diagnostic::new(&WRONG_TYPE, origin.place(*span)).with("expected", what).with("fix", fix)
        }
        Fault::WrongDate { written, form, suggestion, span } => Diagnostic::new(&WRONG_DATE, origin.place(*span))
            .with("written", written)
            .with("form", *form)
            .with_some("suggestion", suggestion.as_deref()),
        Fault::NotAllowed { written, allowed, near, span } => Diagnostic::new(&NOT_ALLOWED, origin.place(*span))
            .with("written", written)
            .with("allowed", allowed.join(", "))
            .with_some("near", near.as_deref()),
        Fault::NoSuchDate { written, what, form, span } => Diagnostic::new(&NO_SUCH_DATE, origin.place(*span))
            .with("written", written)
            .with(
                "what",
                match what {
                    What::Day => Value::both("ngày", "day"),
                    What::Time => Value::both("giờ", "time"),
                    What::Month => Value::both("tháng", "month"),
                },
            )
            .with("form", *form),
        Fault::OutOfRange { bounds, span } => {
            let (what, problem, fix) = outside(bounds);
            Diagnostic::new(&OUT_OF_RANGE, origin.place(*span))
                .with("what", what)
                .with("problem", problem)
                .with("fix", fix)
        }
    }
}

/// What leaves its bounds, how, and the way out.
fn outside(bounds: &Bounds) -> (Value, Value, Value) {
    let value = || Value::both("giá trị", "the value");
    let list = || Value::both("danh sách", "the list");
    match bounds {
        Bounds::Number(range) => (
            value(),
            Value::both(format!("nằm ngoài giới hạn {range}"), format!("is outside {range}")),
            Value::both(format!("Sửa lại giá trị cho nằm trong {range}"), format!("Choose a value within {range}")),
        ),
        Bounds::Step(step) => (
            value(),
            Value::both(
                format!("không theo bước {}", step.to_string().replace('.', ",")),
                format!("is not in steps of {step}"),
            ),
            Value::both(
                format!("Làm tròn đến {}; phần lẻ viết sau dấu chấm, ví dụ `2.5`", step.to_string().replace('.', ",")),
                format!("Round it to {step}, such as `2.5`"),
            ),
        ),
        Bounds::Longest(most) => (
            value(),
            Value::both(format!("dài quá {most} ký tự"), format!("is longer than {most} characters")),
            Value::both(
                format!("Rút gọn còn nhiều nhất {most} ký tự"),
                format!("Shorten it to {most} characters at most"),
            ),
        ),
        Bounds::Empty => (
            value(),
            Value::both("chưa có chữ", "is empty"),
            Value::both("Viết giá trị vào giữa hai dấu nháy", "Write the value between the quotes"),
        ),
        Bounds::Fewest(least) => (
            list(),
            Value::both(
                format!("phải có ít nhất {least} mục"),
                format!("needs at least {least} {}", if *least == 1 { "item" } else { "items" }),
            ),
            Value::both("Thêm mục, mỗi mục một dòng bắt đầu bằng `- `", "Add items, each on a line starting with `- `"),
        ),
        Bounds::Most(most) => (
            list(),
            Value::both(format!("có quá {most} mục"), format!("has more than {most} items")),
            Value::both("Bớt mục, hoặc tách thành hai trang", "Take out items, or split the page"),
        ),
    }
}

fn expectation(expected: Expected) -> (Value, Value) {
    match expected {
        Expected::Text => (
            Value::both("chữ", "text"),
            Value::both("Đặt giá trị trong dấu nháy: `\"…\"`", "Put the value in quotes: `\"…\"`"),
        ),
        Expected::Integer => (
            Value::both("số nguyên", "a whole number"),
            Value::both("Viết số không có dấu nháy, ví dụ `90`", "Write a number without quotes, such as `90`"),
        ),
        Expected::Number => (
            Value::both("số", "a number"),
            Value::both(
                "Viết số không có dấu nháy, phần lẻ sau dấu chấm, ví dụ `2.5`",
                "Write a number without quotes, such as `2.5`",
            ),
        ),
        Expected::Bool => (
            Value::both("true hoặc false", "true or false"),
            Value::both("Viết `true` (có) hoặc `false` (không)", "Write `true` or `false`"),
        ),
        Expected::List => (
            Value::both("danh sách", "a list"),
            Value::both(
                "Viết `[…]`, hoặc mỗi mục một dòng bắt đầu bằng `- `",
                "Write `[…]`, or one item a line, each starting with `- `",
            ),
        ),
        Expected::Record => (
            Value::both("một nhóm khóa", "a group of keys"),
            Value::both("Viết mỗi khóa một dòng thụt vào: `khóa: giá trị`", "Write one indented `key: value` a line"),
        ),
    }
}
