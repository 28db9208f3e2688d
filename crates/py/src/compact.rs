//! Tallies in few bytes: a mark, and the canonical JSON as Python's own `zlib` compresses it.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use quality_objectives::Problem;

use crate::error::Fault;

/// What the bytes begin with: the name of the form and its version, so that something else is told
/// from a tally that was cut off.
const MARK: &[u8] = b"qo-tally\x01";

/// `zlib`'s best: a tally is written once and sent about.
const LEVEL: u8 = 9;

pub(crate) fn write<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyBytes>> {
    let packed = py.import("zlib")?.call_method1("compress", (json.as_bytes(), LEVEL))?;
    let mut bytes = MARK.to_vec();
    bytes.extend_from_slice(packed.extract()?);
    Ok(PyBytes::new(py, &bytes))
}

pub(crate) fn read(py: Python<'_>, bytes: &[u8]) -> Result<String, Fault> {
    let Some(packed) = bytes.strip_prefix(MARK) else {
        return Err(broken("they do not begin as those of `Tally.to_bytes` do"));
    };
    let zlib = py.import("zlib")?;
    let stream = zlib.call_method0("decompressobj")?;
    let text = match stream.call_method1("decompress", (packed,)) {
        Ok(text) => text,
        Err(error) if error.is_instance(py, &zlib.getattr("error")?) => {
            return Err(broken("they are damaged"));
        }
        Err(error) => return Err(error.into()),
    };
    if !stream.getattr("eof")?.extract::<bool>()? {
        return Err(broken("they end too early"));
    }
    if stream.getattr("unused_data")?.is_truthy()? {
        return Err(broken("something follows after their end"));
    }
    String::from_utf8(text.extract()?).map_err(|_| broken("they are damaged"))
}

fn broken(reason: &str) -> Fault {
    let message = format!("the bytes are not a tally: {reason}");
    let problem = Problem::new("tally-unreadable", "", message);
    Fault::Tally(problem.help("hand in what `Tally.to_bytes` gave, whole and unchanged"))
}
