"""Status, outlook and room of a tree from its branches."""


def joined(kind, children, names):
    statuses = [child["status"] for child in children]
    outlooks = [child.get("outlook") for child in children]
    first, last = ("met", "not_met") if kind == "any_of" else ("not_met", "met")
    status = first if first in statuses else "no_data" if "no_data" in statuses else last
    early, late = ("secured", "lost") if kind == "any_of" else ("lost", "secured")
    if early in outlooks:
        outlook = early
    else:
        outlook = late if all(outlook == late for outlook in outlooks) else "open"
    result = {
        "status": status,
        "outlook": outlook,
        "decided_by": [name for name, child in zip(names, children) if child["status"] == status],
    }
    if all(child.get("empty") for child in children):
        result["empty"] = True
    rooms = [child["headroom"] for child in children if child.get("headroom") is not None]
    if rooms:
        result["headroom"] = max(rooms) if kind == "any_of" else min(rooms)
    return result


def none_left(closed, skipped):
    """A target all of whose members or periods are skipped."""
    return {
        "status": "no_data",
        "outlook": "lost" if closed else "open",
        "skipped": skipped,
        "decided_by": [],
        "empty": True,
    }


def over_periods(periods, closed, skipped):
    """The periods that join decide: closed ones, and the current one once it is lost."""
    if not periods:
        return none_left(closed, skipped)
    joins = {name: found for name, found in periods.items() if found["joins"]}
    statuses = [found["status"] for found in joins.values()]
    if not joins:
        status = "no_data"
    else:
        status = next((one for one in ("not_met", "no_data") if one in statuses), "met")
    outlooks = [found.get("outlook") for found in periods.values()]
    if "lost" in outlooks:
        outlook = "lost"
    else:
        outlook = "secured" if all(one == "secured" for one in outlooks) else "open"
    result = {
        "status": status,
        "outlook": outlook,
        "skipped": skipped,
        "decided_by": [name for name, found in joins.items() if found["status"] == status],
    }
    # The room is that of the periods that decide; of the current one while none has.
    counting = joins or {name: found for name, found in periods.items() if found["current"]}
    rooms = [one["headroom"] for one in counting.values() if one.get("headroom") is not None]
    if rooms:
        result["headroom"] = min(rooms)
    return result
