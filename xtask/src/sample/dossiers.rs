//! Dossiers as a provincial one-stop system exports them.

use super::faults;
use super::random::Random;
use super::table::Table;
use super::working_days::WorkingDay;

/// The day of the export: later than the plan's period, as exports are.
pub(crate) const EXPORTED: &str = "2023-01-06";

const COLUMNS: [&str; 14] = [
    "code",
    "procedure",
    "field",
    "unit",
    "channel",
    "published_online",
    "received_on",
    "first_due_on",
    "new_due_on",
    "due_on",
    "resolved_on",
    "outcome",
    "received_properly",
    "resolved_properly",
];

struct Procedure {
    name: &'static str,
    field: &'static str,
    /// The unit that decides; a ward or commune where it is empty.
    unit: &'static str,
    /// The limit in working days.
    limit: usize,
    published: bool,
    weight: usize,
}

const fn procedure(
    name: &'static str,
    field: &'static str,
    unit: &'static str,
    limit: usize,
    published: bool,
    weight: usize,
) -> Procedure {
    Procedure { name, field, unit, limit, published, weight }
}

const LAND_OFFICE: &str = "Chi nhánh Văn phòng Đăng ký đất đai";
const ENVIRONMENT: &str = "Phòng Tài nguyên và Môi trường";
const URBAN: &str = "Phòng Quản lý đô thị";
const FINANCE: &str = "Phòng Tài chính - Kế hoạch";
const JUSTICE: &str = "Phòng Tư pháp";
const LABOUR: &str = "Phòng Lao động - Thương binh và Xã hội";
const WARD: &str = "";

pub(crate) const DEPARTMENTS: [&str; 10] = [
    LAND_OFFICE,
    ENVIRONMENT,
    URBAN,
    FINANCE,
    JUSTICE,
    LABOUR,
    "Phòng Giáo dục và Đào tạo",
    "Phòng Văn hóa và Thông tin",
    "Phòng Y tế",
    "Phòng Nội vụ",
];

const LAND: &str = "Đất đai";
const NATURE: &str = "Môi trường";
const BUSINESS: &str = "Đăng ký kinh doanh";
const BUILDING: &str = "Xây dựng";
const CIVIL: &str = "Hộ tịch";
const SOCIAL: &str = "Lao động - thương binh và xã hội";
const CERTIFYING: &str = "Chứng thực";

const PROCEDURES: [Procedure; 27] = [
    procedure("Đăng ký biến động quyền sử dụng đất", LAND, LAND_OFFICE, 10, false, 90),
    procedure("Cấp giấy chứng nhận quyền sử dụng đất lần đầu", LAND, LAND_OFFICE, 30, false, 35),
    procedure("Chuyển mục đích sử dụng đất", LAND, ENVIRONMENT, 15, false, 45),
    procedure("Hòa giải, xác nhận tình trạng tranh chấp đất đai", LAND, WARD, 10, false, 40),
    procedure("Cấp giấy phép môi trường", NATURE, ENVIRONMENT, 30, true, 15),
    procedure("Đăng ký môi trường", NATURE, ENVIRONMENT, 15, false, 15),
    procedure("Đăng ký thành lập hộ kinh doanh", BUSINESS, FINANCE, 3, true, 75),
    procedure("Thay đổi nội dung đăng ký hộ kinh doanh", BUSINESS, FINANCE, 3, true, 30),
    procedure("Chấm dứt hoạt động hộ kinh doanh", BUSINESS, FINANCE, 3, true, 20),
    procedure("Cấp giấy phép xây dựng nhà ở riêng lẻ", BUILDING, URBAN, 15, true, 55),
    procedure("Điều chỉnh giấy phép xây dựng", BUILDING, URBAN, 15, false, 12),
    procedure("Gia hạn giấy phép xây dựng", BUILDING, URBAN, 5, true, 8),
    procedure("Cung cấp thông tin quy hoạch", "Quy hoạch", URBAN, 5, true, 35),
    procedure("Đăng ký khai sinh", CIVIL, WARD, 1, true, 90),
    procedure("Đăng ký kết hôn", CIVIL, WARD, 1, false, 40),
    procedure("Đăng ký khai tử", CIVIL, WARD, 1, false, 30),
    procedure("Cấp giấy xác nhận tình trạng hôn nhân", CIVIL, WARD, 3, true, 60),
    procedure("Thay đổi, cải chính hộ tịch", CIVIL, JUSTICE, 3, false, 15),
    procedure("Trợ cấp xã hội hằng tháng", SOCIAL, LABOUR, 22, true, 25),
    procedure("Hỗ trợ chi phí mai táng", SOCIAL, LABOUR, 5, false, 20),
    procedure("Chứng thực bản sao từ bản chính", CERTIFYING, WARD, 1, false, 120),
    procedure("Chứng thực chữ ký", CERTIFYING, WARD, 1, false, 50),
    procedure("Chứng thực hợp đồng, giao dịch", CERTIFYING, JUSTICE, 2, false, 20),
    procedure(
        "Chuyển trường đối với học sinh trung học cơ sở",
        "Giáo dục và đào tạo",
        "Phòng Giáo dục và Đào tạo",
        3,
        true,
        20,
    ),
    procedure(
        "Thông báo tổ chức lễ hội",
        "Văn hóa và thông tin",
        "Phòng Văn hóa và Thông tin",
        10,
        true,
        8,
    ),
    procedure(
        "Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
        "Y tế",
        "Phòng Y tế",
        15,
        true,
        15,
    ),
    procedure("Tặng danh hiệu thi đua", "Thi đua - khen thưởng", "Phòng Nội vụ", 20, false, 12),
];

/// Seventeen wards and communes, numbered: the sample says nothing about real ones.
pub(crate) fn ward(number: usize) -> String {
    if number < 12 {
        format!("UBND phường {:02}", number + 1)
    } else {
        format!("UBND xã {:02}", number - 11)
    }
}

/// How many in ten thousand end late. Building is meant to miss its 2 %.
fn late_chance(field: &str) -> usize {
    match field {
        BUILDING => 290,
        LAND => 130,
        CERTIFYING | CIVIL => 95,
        _ => 90,
    }
}

/// The season, in percent of an ordinary day.
fn season(day: &WorkingDay, date: &str) -> usize {
    let month = match day.month {
        1 => 95,
        2 => 70,
        6..=8 => 108,
        11 => 106,
        12 => 124,
        _ => 100,
    };
    // The week before the lunar New Year and the week after it are quiet.
    let month = if ("2022-01-24".."2022-02-12").contains(&date) { 45 } else { month };
    let weekday = match day.weekday {
        0 => 116,
        1 => 104,
        4 => 88,
        _ => 98,
    };
    month * weekday / 100
}

struct Span {
    first_due: usize,
    new_due: Option<usize>,
    /// The place of the day on which it ended, unless it never does.
    end: Option<usize>,
}

/// When a dossier received at `received` falls due and ends.
fn span(random: &mut Random, received: usize, limit: usize, field: &str) -> Span {
    let first_due = received + limit;
    // Stuck for good: open and overdue at the end.
    if random.chance(12) {
        return Span { first_due, new_due: None, end: None };
    }
    if limit >= 5 && random.chance(170) {
        let new_due = first_due + random.between(5, 10);
        let end = if random.chance(700) {
            new_due + random.between(1, 6)
        } else {
            random.between(first_due + 1, new_due)
        };
        return Span { first_due, new_due: Some(new_due), end: Some(end) };
    }
    let end = if random.chance(late_chance(field)) {
        let delay =
            random.between(1, 4) + if random.chance(2500) { random.between(3, 24) } else { 0 };
        first_due + delay
    } else if random.chance(2200) {
        first_due
    } else {
        random.between(received + limit * 2 / 5, first_due)
    };
    Span { first_due, new_due: None, end: Some(end) }
}

fn outcome(random: &mut Random) -> &'static str {
    match random.below(1000) {
        0..16 => "returned",
        16..25 => "refused",
        25..36 => "withdrawn",
        _ => "resolved",
    }
}

fn channel(random: &mut Random, procedure: &Procedure) -> &'static str {
    if procedure.published && random.chance(4780) {
        "online"
    } else if random.chance(420) {
        "postal"
    } else {
        "counter"
    }
}

/// All dossiers received from October 2021 to the export that were still open at the start of
/// 2022 or came later, with their faults.
pub(crate) fn dossiers(seed: u64, days: &[WorkingDay]) -> Option<Table> {
    let mut random = Random::new(seed);
    let mut table = Table::new(&COLUMNS);
    let text = |place: usize| days.get(place).map(|day| day.text.as_str());
    for (received, day) in days.iter().enumerate() {
        if day.text.as_str() > EXPORTED {
            break;
        }
        if day.text.as_str() < "2021-10-01" {
            continue;
        }
        let volume = season(day, &day.text) * 48;
        let volume = random.between(volume * 85 / 100, volume * 115 / 100) / 100;
        for number in 1..=volume {
            let procedure = random.weighted(&PROCEDURES, |procedure| procedure.weight)?;
            let ward_number = random.below(17);
            let unit = if procedure.unit.is_empty() {
                ward(ward_number)
            } else {
                procedure.unit.to_owned()
            };
            let unit_number = DEPARTMENTS
                .iter()
                .position(|name| *name == procedure.unit)
                .map_or(20 + ward_number, |place| place + 1);
            let span = span(&mut random, received, procedure.limit, procedure.field);
            let channel = channel(&mut random, procedure);
            let outcome = outcome(&mut random);
            let (improper_receipt, improper_result) = (random.chance(7), random.chance(9));
            let ended = span.end.and_then(text).filter(|date| *date <= EXPORTED);
            if day.year == 2021 && ended.is_some_and(|date| date < "2022-01-01") {
                continue;
            }
            let date = day.text.replace('-', "");
            table.push(vec![
                format!("000.{unit_number:02}.21.H32-{}-{number:04}", date.get(2..)?),
                procedure.name.to_owned(),
                procedure.field.to_owned(),
                unit,
                channel.to_owned(),
                procedure.published.to_string(),
                day.text.clone(),
                text(span.first_due)?.to_owned(),
                span.new_due.and_then(text).unwrap_or_default().to_owned(),
                text(span.new_due.unwrap_or(span.first_due))?.to_owned(),
                ended.unwrap_or_default().to_owned(),
                ended.map_or("", |_| outcome).to_owned(),
                (!improper_receipt).to_string(),
                ended.map_or_else(String::new, |_| (!improper_result).to_string()),
            ]);
        }
    }
    faults::of_dossiers(&mut table, &mut random)?;
    Some(table)
}
