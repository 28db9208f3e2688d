//! Many conditions compiled into one program over columns. (stub)
use crate::condition::Expression;
use crate::ground::calendar::Calendar;
use crate::ground::problem::Problem;
#[derive(Debug, Clone, Copy)]
pub(crate) struct NodeId(usize);
#[derive(Debug, Clone)]
pub(crate) struct Program;
#[derive(Debug, Default)]
pub(crate) struct Scratch;
pub(crate) enum Lane<'a> {
    Bits(&'a [u64]),
    Days(&'a [i32]),
    Small(&'a [i64]),
    Wide(&'a [i128]),
    Symbols(&'a [u32]),
}
pub(crate) struct Input<'a> {
    pub(crate) lanes: &'a [Option<(Lane<'a>, Option<&'a [u64]>)>],
    pub(crate) rows: usize,
    pub(crate) as_of: i32,
    pub(crate) period: (i32, i32),
}
pub(crate) struct Truth<'a> {
    pub(crate) yes: &'a [u64],
    pub(crate) no: &'a [u64],
}
impl Program {
    pub(crate) fn new(_: Calendar) -> Self {
        Self
    }
    pub(crate) fn add(&mut self, _: &Expression) -> NodeId {
        NodeId(0)
    }
    pub(crate) fn literals(&self, _: usize) -> &[String] {
        &[]
    }
    pub(crate) fn run(&self, _: &Input<'_>, _: &mut Scratch) -> Result<(), Problem> {
        Ok(())
    }
}
impl Scratch {
    pub(crate) fn truth(&self, _: NodeId) -> Truth<'_> {
        Truth { yes: &[], no: &[] }
    }
    pub(crate) fn days(&self, _: NodeId) -> (&[i32], &[u64]) {
        (&[], &[])
    }
    pub(crate) fn numbers(&self, _: NodeId) -> (&[i128], &[u64]) {
        (&[], &[])
    }
}
