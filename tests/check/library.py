"""The library's evaluation.json in the shape of ours. All that is known of its layout is here."""

# Fault codes are the library's to name; where its name is another, it is put here.
CODES = {
    "boolean-unreadable": "unreadable-boolean",
    "date-unreadable": "unreadable-date",
    "decimal-unreadable": "unreadable-decimal",
    "field-count": "wrong-field-count",
    "integer-unreadable": "unreadable-integer",
    "period-unreadable": "unreadable-period",
    "member-empty": "empty-member",
    "member-undeclared": "undeclared-member",
    "timestamp-unreadable": "unreadable-timestamp",
    "value-missing": "missing-value",
}


def from_library(evaluation):
    def leaf(node):
        value, room = node.get("value") or {}, node.get("room") or {}
        result = {"status": node["status"], "outlook": node.get("outlook")}
        if node.get("outlook_expected"):
            result["outlook"] = node["outlook_expected"]
        for key in ("numerator", "denominator", "undecided", "class", "base"):
            if value.get(key) is not None:
                result[key] = value[key]
        if value.get("parts") is not None:
            result["points"] = [part.get("points") for part in value["parts"]]
        if node.get("declaration"):
            result["declared_on"] = node["declaration"]["on"]
        if value.get("shown"):
            result["shown"] = value["shown"]
        for key, inner in room.items():
            if key not in ("reason", "least", "of") and inner is not None:
                result[key] = inner
        return result

    def walk(node, path, nodes):
        nodes[path] = result = leaf(node)
        if node.get("kind") in ("each", "all_of", "any_of", "every"):
            result["decided_by"] = node.get("decided_by", [])
        if node.get("room", {}).get("of"):
            result["headroom"] = node["room"]["least"]
        if "skipped" in node:
            result["skipped"] = [skipped["member"] for skipped in node["skipped"]]
        if node.get("kind") == "every":
            result["skipped"] = [one["period"] for one in node["periods"] if one.get("skipped")]
        for member in node.get("members", []):
            nodes[f"{path}.{node['column']}={member['member']}"] = leaf(member)
        for one in node.get("periods", []):
            place = f"{path}@{one['period']}"
            walk(one.get("target", one), place, nodes)
            nodes[place]["joins"] = one["joins"]
        for place, child in enumerate(node.get("targets", [])):
            walk(child, f"{path}.{node['kind']}[{place}]", nodes)

    objectives = {}
    for objective in evaluation["objectives"]:
        keys = ("from", "to", "phase", "status", "outlook")
        nodes = {}
        if objective.get("target"):
            walk(objective["target"], "target", nodes)
        kept = {key: objective.get(key) for key in keys}
        expected = (objective.get("target") or {}).get("outlook_expected")
        if expected:
            kept["outlook"] = expected
        objectives[str(objective["number"])] = kept | {"targets": nodes}
    sources = {}
    for source in evaluation["sources"]:
        if not source["handed_in"]:
            continue
        faults = {}
        for fault in source["rejected_for"] + source["flagged_for"]:
            code = CODES.get(fault["code"], fault["code"])
            column = fault.get("column")
            faults[f"{code} {column}" if column else code] = fault["count"]
        if source["repeated_keys"]:
            faults["repeated-key"] = source["repeated_keys"]
        sources[source["source"]] = {
            "read": source["read"],
            "rejected": source["rejected"],
            "superseded": source["superseded"],
            "not_yet_known": source["not_yet_known"],
            "axes": {
                axis["dated_by"]: {"undated": axis["undated"], "counted": axis["counted"]}
                for axis in source["dates"]
            },
            "faults": faults,
        }
    return {"as_of": evaluation["as_of"], "objectives": objectives, "sources": sources}


def without_own(found):
    """Ours less what only we keep: helpers, and what no library number stands against."""
    kept = {key: inner for key, inner in found.items() if key != "source_missing"}
    for objective in kept["objectives"].values():
        nodes = objective["targets"]
        if any("source_missing" in node for node in nodes.values()):
            objective.pop("outlook")
        for path, node in list(nodes.items()):
            parent, _, name = path.rpartition("=")
            if name in nodes.get(parent.rpartition(".")[0], {}).get("skipped", ()):
                del nodes[path]
            for key in ("empty", "current", "coming", "source_missing", "values"):
                node.pop(key, None)
    for source in kept["sources"].values():
        if not source["superseded"]:
            source.pop("superseded")
    return kept
