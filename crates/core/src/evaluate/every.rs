//! Targets that are asked of each of several periods: which of them count, and what they come to.

use super::Station;
use super::outlook::Outlook;
use super::result::{Deciding, PeriodResult, Phase, Skipped, TargetKind, TargetResult};
use super::tree::{Join, Judged, Part, When, all_empty, joined};
use crate::ground::dates::Period;
use crate::plan::{EveryTarget, NoCases};

impl Station<'_> {
    /// What the periods come to: those that are over, and others once they are lost.
    pub(super) fn every_target(&self, own: &EveryTarget) -> Judged {
        let (mut periods, mut parts, mut present) = (Vec::new(), Vec::new(), Vec::new());
        let mut to_come: Vec<Outlook> = Vec::new();
        let mut reasons = Vec::new();
        for period in &own.periods {
            let phase = self.phase(period.period);
            let when = When { span: period.window, phase, is_part: true };
            let Judged { result, empty } = self.target(&period.target, when);
            let is_skipped = own.no_cases == NoCases::Skip && phase == Phase::Closed;
            let skipped = empty.filter(|_| is_skipped);
            reasons.push(empty);
            // What is lost is decided, whether its period is over or not.
            let is_decided = phase == Phase::Closed || result.outlook == Outlook::Lost;
            let joins = skipped.is_none() && is_decided;
            let part = || Part {
                name: Deciding::Period(period.name.clone()),
                status: result.status,
                outlook: result.outlook,
                outlook_expected: None,
                room: result.room_of(),
            };
            match (joins, skipped) {
                (true, _) => parts.push(part()),
                (false, Some(Skipped::NotHandedIn)) => to_come.push(Outlook::Open),
                // A period that passed without a case can neither miss nor meet it any more.
                (false, Some(_)) => {}
                (false, None) => {
                    to_come.push(result.outlook);
                    if phase == Phase::InProgress {
                        present.push(part());
                    }
                }
            }
            periods.push(PeriodResult {
                period: period.name.clone(),
                span: period.window,
                clipped: own.every.is_some_and(|every| {
                    Period::bucket(every, period.period.first()) != Some(period.period)
                }),
                phase,
                joins,
                skipped,
                target: result,
            });
        }
        let is_any = !parts.is_empty();
        let mut result = joined(Join::All, parts, Some(to_come));
        if !is_any {
            // None has been decided yet: what room there is, is that of the present period.
            result.room = Join::All.room(present);
        }
        Judged {
            result: TargetResult {
                title: own.title.clone(),
                kind: TargetKind::Every { every: own.every, over: own.over, periods },
                ..result
            },
            empty: all_empty(reasons),
        }
    }
}
