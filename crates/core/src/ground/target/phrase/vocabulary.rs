//! The words of target phrases: Vietnamese, English, and the common ones of Malay. Where several
//! entries come next, the longest is meant.

use super::super::Comparator::{self, AtLeast, AtMost, Equal, Less, More, NotEqual};

/// What stands before a limit.
pub(super) const BEFORE: [(&str, Comparator); 92] = [
    ("không vượt", AtMost),
    ("not to exceed", AtMost),
    ("no greater than", AtMost),
    ("no higher than", AtMost),
    ("not higher than", AtMost),
    ("maximum of", AtMost),
    ("a maximum of", AtMost),
    ("a minimum of", AtLeast),
    ("minimum of", AtLeast),
    ("no lower than", AtLeast),
    ("not lower than", AtLeast),
    ("in excess of", More),
    ("exceeding", More),
    ("higher than", More),
    ("lower than", Less),
    ("equals", Equal),
    ("vượt quá", More),
    ("vượt", More),
    ("quá", More),
    ("tidak melebihi", AtMost),
    ("tidak lebih daripada", AtMost),
    ("selebih-lebihnya", AtMost),
    ("dalam tempoh", AtMost),
    ("dalam masa", AtMost),
    ("sekurang-kurangnya", AtLeast),
    ("tidak kurang daripada", AtLeast),
    ("melebihi", More),
    ("lebih daripada", More),
    ("kurang daripada", Less),
    ("không nhiều hơn", AtMost),
    ("không vượt quá", AtMost),
    ("không quá", AtMost),
    ("không lớn hơn", AtMost),
    ("không cao hơn", AtMost),
    ("không trên", AtMost),
    ("tối đa là", AtMost),
    ("tối đa", AtMost),
    ("nhiều nhất là", AtMost),
    ("nhiều nhất", AtMost),
    ("trong vòng", AtMost),
    ("trong thời hạn", AtMost),
    ("trong", AtMost),
    ("không thấp hơn", AtLeast),
    ("không nhỏ hơn", AtLeast),
    ("không ít hơn", AtLeast),
    ("không dưới", AtLeast),
    ("tối thiểu là", AtLeast),
    ("tối thiểu", AtLeast),
    ("ít nhất là", AtLeast),
    ("ít nhất", AtLeast),
    ("lớn hơn hoặc bằng", AtLeast),
    ("nhỏ hơn hoặc bằng", AtMost),
    ("lớn hơn", More),
    ("cao hơn", More),
    ("nhiều hơn", More),
    ("trên", More),
    ("hơn", More),
    ("nhỏ hơn", Less),
    ("thấp hơn", Less),
    ("ít hơn", Less),
    ("dưới", Less),
    ("bằng", Equal),
    ("khác", NotEqual),
    ("not more than", AtMost),
    ("no more than", AtMost),
    ("not greater than", AtMost),
    ("not over", AtMost),
    ("not above", AtMost),
    ("not exceeding", AtMost),
    ("at most", AtMost),
    ("up to", AtMost),
    ("within", AtMost),
    ("maximum", AtMost),
    ("not less than", AtLeast),
    ("no less than", AtLeast),
    ("not fewer than", AtLeast),
    ("no fewer than", AtLeast),
    ("not under", AtLeast),
    ("not below", AtLeast),
    ("at least", AtLeast),
    ("minimum", AtLeast),
    ("more than", More),
    ("greater than", More),
    ("over", More),
    ("above", More),
    ("less than", Less),
    ("fewer than", Less),
    ("under", Less),
    ("below", Less),
    ("not equal to", NotEqual),
    ("equal to", Equal),
    ("exactly", Equal),
];

/// What stands after a limit.
pub(super) const AFTER: [(&str, Comparator); 28] = [
    ("trở lên", AtLeast),
    ("hoặc cao hơn", AtLeast),
    ("hoặc nhiều hơn", AtLeast),
    ("hoặc hơn", AtLeast),
    ("trở xuống", AtMost),
    ("hoặc thấp hơn", AtMost),
    ("hoặc ít hơn", AtMost),
    ("là tối thiểu", AtLeast),
    ("là tối đa", AtMost),
    ("or more", AtLeast),
    ("or above", AtLeast),
    ("or higher", AtLeast),
    ("or over", AtLeast),
    ("or better", AtLeast),
    ("and above", AtLeast),
    ("and over", AtLeast),
    ("at least", AtLeast),
    ("minimum", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or below", AtMost),
    ("or lower", AtMost),
    ("or under", AtMost),
    ("and below", AtMost),
    ("at most", AtMost),
    ("maximum", AtMost),
    ("dan ke atas", AtLeast),
    ("dan ke bawah", AtMost),
];

/// Words that may come first and change nothing.
pub(super) const FILLERS: [&str; 20] = [
    "giảm xuống",
    "xuống còn",
    "xuống",
    "tăng lên",
    "duy trì ở mức",
    "duy trì",
    "ở mức",
    "phải",
    "có",
    "là",
    "to be",
    "maintained at",
    "maintained",
    "maintain",
    "kept at",
    "keep at",
    "keep",
    "remain",
    "remains",
    "be",
];

/// Words for what is hoped for: `phấn đấu đạt 80%` is met by more.
pub(super) const ASPIRING: [&str; 2] = ["phấn đấu", "aim for"];

/// Words that name a figure without saying whether more meets it.
pub(super) const CLAIMING: [&str; 8] =
    ["đạt được", "đạt mức", "đạt", "chiếm", "reached", "reach", "achieved", "achieve"];

/// What a range begins with.
pub(super) const FROM: [&str; 4] = ["từ", "from", "between", "giữa"];

/// What stands between the ends of a range.
pub(super) const TO: [&str; 5] = ["đến", "tới", "to", "hingga", "sehingga"];

/// What comes before a range that is left out.
pub(super) const OUTSIDE: [&str; 6] = [
    "outside of",
    "outside",
    "không nằm trong khoảng",
    "nằm ngoài khoảng",
    "ngoài khoảng",
    "ngoài",
];

/// None of what follows.
pub(super) const NONE: [&str; 10] = [
    "bằng không",
    "không để xảy ra",
    "không xảy ra",
    "không phát sinh",
    "không để",
    "không còn",
    "không có",
    "tiada",
    "no",
    "không",
];

/// From when a time is counted, which the measure says.
pub(super) const SINCE: [&str; 9] =
    ["kể từ", "tính từ", "từ", "from", "after", "since", "of", "dari", "selepas"];

/// Verbs that lower a value.
pub(super) const LOWERING: [&str; 10] = [
    "giảm",
    "hạ",
    "kéo giảm",
    "reducing",
    "reduce",
    "reduced",
    "lower",
    "cut",
    "decrease",
    "bring",
];

/// Verbs that raise a value.
pub(super) const RAISING: [&str; 8] =
    ["nâng cao", "nâng", "tăng", "đưa", "increase", "raise", "improve", "lift"];

/// What a level follows after a verb that lowers a value.
pub(super) const DOWN_TO: [&str; 6] = ["xuống còn", "xuống", "còn", "về", "down to", "to"];

/// What a level follows after a verb that raises a value.
pub(super) const UP_TO: [&str; 3] = ["lên", "đạt", "to"];

/// Words that show a target compared with another value.
pub(super) const RELATIVE: [&str; 24] = [
    "tăng",
    "giảm",
    "so với",
    "gấp",
    "cùng kỳ",
    "năm trước",
    "kỳ trước",
    "điểm phần trăm",
    "percentage points",
    "percentage point",
    "compared",
    "relative to",
    "than last",
    "than in",
    "than the",
    "increase",
    "rise",
    "raise",
    "decrease",
    "reduce",
    "reduction",
    "cut",
    "last year",
    "previous",
];

/// Words that show a day instead of a level.
pub(super) const DATED: [&str; 7] =
    ["trước", "chậm nhất", "hết năm", "vào quý", "vào tháng", "by", "before"];

/// Words that join several conditions.
pub(super) const JOINING: [&str; 6] = ["hoặc", "và", "or", "and", "trong đó", "either"];

/// Words for ranks and classes.
pub(super) const ORDINAL: [&str; 10] =
    ["giải", "hạng", "loại", "xếp", "top", "prize", "rank", "class", "grade", "danh hiệu"];

/// A change without a direction of its own; the sign stands before the figure.
pub(super) const CHANGES: [&str; 3] = ["change", "changed", "thay đổi"];

/// More than the base.
pub(super) const UP: [&str; 22] = [
    "tăng trưởng",
    "tăng",
    "cao hơn",
    "nhiều hơn",
    "lớn hơn",
    "up",
    "increase",
    "increases",
    "increased",
    "raise",
    "rise",
    "growth",
    "grow",
    "gain",
    "more",
    "higher",
    "greater",
    "above",
    "meningkat",
    "peningkatan",
    "kenaikan",
    "exceed",
];

/// Less than the base.
pub(super) const DOWN: [&str; 25] = [
    "cắt giảm",
    "giảm",
    "hạ",
    "thấp hơn",
    "ít hơn",
    "nhỏ hơn",
    "down",
    "decrease",
    "decreases",
    "decreased",
    "reduction",
    "reduce",
    "reduced",
    "cut",
    "drop",
    "decline",
    "fall",
    "less",
    "fewer",
    "lower",
    "smaller",
    "below",
    "pengurangan",
    "penurunan",
    "menurun",
];

/// A change of which nothing says which way it goes.
pub(super) const UNSIGNED: [&str; 6] =
    ["improvement", "better", "change", "difference", "cải thiện", "tốt hơn"];
