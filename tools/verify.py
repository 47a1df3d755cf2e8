#!/usr/bin/env python3
"""Verifies a Vidan ledger from its published files alone.

    python3 verify.py https://example.vn/log
    python3 verify.py FOLDER --receipt promise.txt --state seen.json

Needs Python 3.11 or later and nothing else. Written from the specifications, apart from the program that writes the log, so that a
mistake in one is not repeated by the other: RFC 6962 (tree), RFC 8032 (Ed25519), RFC 8785 (canonical JSON), c2sp.org/signed-note,
c2sp.org/tlog-checkpoint, c2sp.org/tlog-tiles.

Checks the signature of every checkpoint, every leaf, every tile and root, that the leaves of each subject follow one another, that each
shard begins where the former one ended, that the log begins with what an earlier run has seen, that promises were kept, and that
the published figures are those that the leaves give. Prints what is wrong, one sentence a line; exits with 1 if anything is.
"""

import argparse
import base64
import datetime
import hashlib
import json
import os
import re
import sys
import urllib.error
import urllib.request

# ---------------------------------------------------------------- Ed25519, RFC 8032 §5.1, verification only

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def ed25519_point(encoded):
    """The point (X, Y, Z, T) that 32 bytes encode, or None."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def ed25519_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def ed25519_times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = ed25519_add(total, point)
        point = ed25519_add(point, point)
        scalar >>= 1
    return total


BASE = ed25519_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_verifies(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = ed25519_point(public), ed25519_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = ed25519_times(s, BASE), ed25519_add(r, ed25519_times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---------------------------------------------------------------- signed notes


class Wrong(Exception):
    """Something that is not as it must be; the message is a sentence."""


def strict_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Wrong("not base64") from None
    if base64.b64encode(data).decode() != text:
        raise Wrong("not canonical base64")
    return data


def key_id(name, public):
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def read_vkey(line):
    """The public key of a line name+id+key, whose id must be right."""
    parts = line.removesuffix("\n").split("+", 2)
    if len(parts) != 3:
        raise Wrong(f"not a key: {line}")
    material = strict_base64(parts[2])
    if len(material) != 33 or material[0] != 1 or key_id(parts[0], material[1:]).hex() != parts[1]:
        raise Wrong(f"not an Ed25519 key: {line}")
    return material[1:]


def open_note(data, name, public):
    """The text of a note that this key has signed under this name."""
    try:
        note = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Wrong("the note is not UTF-8") from None
    if any(ord(sign) < 32 and sign != "\n" for sign in note) or not note.endswith("\n") or "\n\n" not in note:
        raise Wrong("not a note")
    body, _, foot = note[:-1].rpartition("\n\n")
    text, signed = body + "\n", False
    for line in foot.split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014" or not parts[1] or "+" in parts[1]:
            raise Wrong("not a note")
        raw = strict_base64(parts[2])
        if parts[1] == name and raw[:4] == key_id(name, public):
            if not ed25519_verifies(public, text.encode(), raw[4:]):
                raise Wrong(f"the signature of {name} is wrong")
            signed = True
    if not signed:
        raise Wrong(f"not signed by {name}")
    return text


def read_head(text):
    """(origin, size, root) of the text of a checkpoint."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]) or not re.fullmatch(r"0|[1-9]\d{0,15}", lines[1]):
        raise Wrong("not a checkpoint")
    root = strict_base64(lines[2])
    if len(root) != 32:
        raise Wrong("not a checkpoint")
    return lines[0], int(lines[1]), root


# ---------------------------------------------------------------- the tree, RFC 6962


def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


class Tree:
    """A stack of the complete subtrees of a growing tree: (height, hash), the highest first. Keeps every hash at heights 0, 8, 16 …"""

    def __init__(self):
        self.stack, self.size, self.rows = [], 0, {0: []}

    def add(self, digest):
        self.rows[0].append(digest)
        self.size, height = self.size + 1, 0
        while self.stack and self.stack[-1][0] == height:
            digest = hashlib.sha256(b"\1" + self.stack.pop()[1] + digest).digest()
            height += 1
            if height % 8 == 0:
                self.rows.setdefault(height // 8, []).append(digest)
        self.stack.append((height, digest))

    def root(self):
        if not self.stack:
            return hashlib.sha256(b"").digest()
        digest = self.stack[-1][1]
        for _, left in self.stack[-2::-1]:
            digest = hashlib.sha256(b"\1" + left + digest).digest()
        return digest


def tile_name(number, width):
    path = f"{number % 1000:03d}"
    while number >= 1000:
        number //= 1000
        path = f"x{number % 1000:03d}/{path}"
    return path if width == 256 else f"{path}.p/{width}"


def tiles(count):
    """(number, width) of the tiles that hold so many hashes."""
    return [(start // 256, min(256, count - start)) for start in range(0, count, 256)]


def split_bundle(data):
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise Wrong("an entry is cut off")
        entries.append(data[at + 2 : end])
        at = end
    return entries


# ---------------------------------------------------------------- leaves

HASH = r"[A-Za-z0-9+/]{43}="
WORD = r"[a-z][A-Za-z]{0,39}"
CODE = r"[\w.@/:-]{1,40}"
DAY = r"[12]\d{3}-\d{2}-\d{2}"
FIELDS = {
    "class": WORD,
    "event": WORD,
    "subject": r"[A-Za-z0-9_-]{8,40}",
    "prev": HASH,
    "body": CODE,
    "due": DAY,
    "profile": CODE,
    "calendar": CODE,
    "at": DAY + r"(T([01]\d|2[0-3]):00:00Z)?",
    "commitment": HASH,
}
SEALED_EVENTS = {"received", "answered", "rests", "goesOn", "step"}
MAY_BE_NULL = {"prev", "body", "due", "profile", "calendar"}


def canonical(value):
    """RFC 8785 for what leaves are made of: objects, strings, whole numbers, null."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if value is None or isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return json.dumps(value, ensure_ascii=False)
    raise Wrong("a value that no leaf may hold")


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53


def fact(value):
    return value is None or whole(value) or (isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_.:/+=-]{0,100}", value))


def is_text(value, form):
    return isinstance(value, str) and re.fullmatch(form, value, re.ASCII) is not None


def is_day(value):
    try:
        return is_text(value, DAY) and datetime.date.fromisoformat(value) is not None
    except ValueError:
        return False


def is_count(value):
    return whole(value) and value >= 0


def are_facts_whole(leaf, facts):
    """What is reckoned with must be there: published figures, and the head after which a shard begins."""
    if leaf["class"] == "statistics" and leaf["event"] == "published":
        return (
            leaf["body"] is not None
            and is_text(facts.get("period"), r"[12]\d{3}-(0[1-9]|1[0-2])")
            and is_day(facts.get("day"))
            and is_count(facts.get("counted"))
            and all(name in facts and (facts[name] is None or is_count(facts[name])) for name in FIGURES)
        )
    if leaf["class"] == "gap" or leaf["class"] == "shard" and {"formerOrigin", "formerSize", "formerRoot"} & set(facts):
        return (
            is_text(facts.get("formerOrigin"), r".+") and is_count(facts.get("formerSize")) and is_text(facts.get("formerRoot"), HASH)
        )
    return True


def read_leaf(data):
    if len(data) > 1024:
        raise Wrong("not a leaf")
    try:
        leaf = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Wrong("not JSON") from None
    if not isinstance(leaf, dict):
        raise Wrong("not a leaf")
    if set(leaf) - {"public"} != {"v", "seq", *FIELDS} or leaf["v"] != 1 or not whole(leaf["v"]):
        raise Wrong("not the parts of a leaf")
    for name, form in FIELDS.items():
        value = leaf[name]
        flags = 0 if form is CODE else re.ASCII
        if not (value is None and name in MAY_BE_NULL or isinstance(value, str) and re.fullmatch(form, value, flags)):
            raise Wrong(f"{name} is not of its form")
    if not all(text is None or is_day(text) for text in (leaf["at"][:10], leaf["due"])):
        raise Wrong("a day that there is not")
    if not whole(leaf["seq"]) or leaf["seq"] < 1 or (leaf["seq"] == 1) != (leaf["prev"] is None):
        raise Wrong("seq and prev do not fit")
    sealed = leaf["class"] == "sealed"
    told = leaf["profile"] or leaf["calendar"] or leaf["event"] not in SEALED_EVENTS
    if sealed != (len(leaf["at"]) == 10) or sealed and told:
        raise Wrong("a sealed leaf tells too much, or another too little")
    public = leaf.get("public", {})
    if not isinstance(public, dict) or not all(re.fullmatch(WORD, key, re.ASCII) and fact(value) for key, value in public.items()):
        raise Wrong("public facts are not of their form")
    if not are_facts_whole(leaf, public):
        raise Wrong("public facts that are reckoned with are missing or not of their form")
    if canonical(leaf).encode("utf-8", "surrogatepass") != data:
        raise Wrong("not canonical")
    return leaf


def day_of(leaf):
    """The day in Viet Nam, seven hours ahead; sealed leaves say it themselves."""
    if len(leaf["at"]) == 10:
        return leaf["at"]
    at = datetime.datetime.strptime(leaf["at"], "%Y-%m-%dT%H:%M:%SZ")
    return (at + datetime.timedelta(hours=7)).date().isoformat()


# ---------------------------------------------------------------- figures

RESTING = {"rests", "withdrawn", "merged", "guided", "asked", "suspended"}
WAKING = {"goesOn", "withdrawalTakenBack", "replied", "waitedEnough", "resumed", "reopened", "objected", "reviewOpened", "notTheSame", "unmerged"}
ANSWERING = {"answered", "answeredFinal"}
FIGURES = ("received", "answered", "onTime", "overdue", "guided")


def figures(history, day, counted):
    """{(body, month): [received, answered, on time, overdue, guided]} by the first `counted` leaves, as of a day. None: a leaf that cannot be read."""
    cases = {}
    for leaf in history[:counted]:
        if leaf is None:
            continue
        case = cases.get(leaf["subject"])
        if case is None:
            if leaf["event"] != "received" or leaf["class"] == "rating":
                continue
            case = cases[leaf["subject"]] = {"month": day_of(leaf)[:7], "body": None, "due": None, "dueThen": None, "answer": None, "done": False, "guided": False}
        if leaf["body"] is not None:
            case["body"] = leaf["body"]
        if leaf["due"] is not None:
            case["due"] = leaf["due"]
        if case["answer"] is None and leaf["event"] in ANSWERING:
            case["answer"], case["dueThen"] = day_of(leaf), case["due"]
        if leaf["event"] in RESTING | ANSWERING | WAKING:
            case["done"] = leaf["event"] not in WAKING
            case["guided"] = leaf["event"] == "guided"
    sums = {}
    for case in cases.values():
        if case["body"] is None:
            continue
        sum_ = sums.setdefault((case["body"], case["month"]), [0, 0, 0, 0, 0])
        sum_[0] += 1
        if case["answer"] is not None:
            sum_[1] += 1
            sum_[2] += case["dueThen"] is None or case["answer"] <= case["dueThen"]
        if not case["done"] and case["due"] is not None and case["due"] < day:
            sum_[3] += 1
        sum_[4] += case["guided"]
    return sums


# ---------------------------------------------------------------- the log


class Log:
    def __init__(self, place):
        self.place = place.rstrip("/")

    def read(self, path):
        """The bytes of a published file; Wrong when there is none."""
        if "://" in self.place:
            try:
                with urllib.request.urlopen(f"{self.place}/{path}", timeout=60) as answer:
                    return answer.read()
            except urllib.error.HTTPError as error:
                raise Wrong(f"{path}: the file is missing ({error.code})") from None
            except urllib.error.URLError as error:
                raise Wrong(f"{path}: {error.reason}") from None
        try:
            with open(os.path.join(self.place, path), "rb") as file:
                return file.read()
        except OSError:
            raise Wrong(f"{path}: the file is missing") from None


def first_leaf(log, name, size):
    return read_leaf(split_bundle(log.read(f"{name}/tile/entries/{tile_name(0, min(256, size))}"))[0])


def shards(log, public):
    """[(name, (origin, size, root), former head or None, after a gap?)], the oldest first."""
    note, found = log.read("checkpoint"), []
    origin = note.decode("utf-8", "replace").split("\n")[0]
    while origin not in [head[0] for _, head, _, _ in found]:
        name = origin.rpartition("/")[2]
        head = read_head(open_note(note, origin, public))
        if head[0] != origin:
            raise Wrong(f"the checkpoint of {origin} names {head[0]}")
        former, gap = None, False
        try:
            leaf = first_leaf(log, name, head[1])
            facts = leaf.get("public", {})
            if leaf["class"] in ("shard", "gap") and isinstance(facts.get("formerOrigin"), str):
                former = facts["formerOrigin"], facts["formerSize"], base64.b64decode(facts["formerRoot"])
                gap = leaf["class"] == "gap"
        except (Wrong, KeyError, TypeError, ValueError, IndexError):
            pass  # said when all leaves are read
        found.insert(0, (name, head, former, gap))
        if not former:
            break
        origin = former[0]
        note = log.read(f"{origin.rpartition('/')[2]}/checkpoint")
    return found


def read_tree(log, name, head, visit, wrong):
    """Reads all leaves of a shard, and compares all tiles and the root."""
    tree = Tree()
    for number, width in tiles(head[1]):
        path = f"{name}/tile/entries/{tile_name(number, width)}"
        entries = split_bundle(log.read(path))
        if len(entries) != width:
            raise Wrong(f"{path}: {len(entries)} entries")
        for data in entries:
            tree.add(leaf_hash(data))
            visit(data, tree)
    if tree.root() != head[2]:
        wrong(f"{head[0]}: the root does not fit the leaves")
    for level, hashes in tree.rows.items():
        for number, width in tiles(len(hashes)):
            path = f"{name}/tile/{level}/{tile_name(number, width)}"
            if log.read(path) != b"".join(hashes[number * 256 : number * 256 + width]):
                wrong(f"{path}: the tile does not fit the leaves")


def read_promise(data, public):
    """(leaf hash, time) of a promise that the key has signed under the name of the shard that it names."""
    lines = data.decode("utf-8", "replace").split("\n")
    if len(lines) < 4 or lines[0] != "vidan/promise@v1":
        raise Wrong("not a promise")
    text = open_note(data, lines[1], public).split("\n")
    if len(text) != 5 or not re.fullmatch(HASH, text[2]):
        raise Wrong("not a promise")
    by = datetime.datetime.strptime(text[3], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)
    return base64.b64decode(text[2]), by


def verify(log, public, promises=(), seen=None, now=None):
    """(shards, number of leaves, problems, heads to remember)."""
    problems, seen = [], seen or {}
    now = now or datetime.datetime.now(datetime.timezone.utc)
    wrong = problems.append
    missing = {}
    for data in promises:
        try:
            digest, by = read_promise(data, public)
            missing[digest] = by
        except (Wrong, ValueError) as error:
            wrong(f"promise: {error}")
    try:
        line = shards(log, public)
    except (Wrong, UnicodeError) as error:
        return [], 0, [*problems, str(error)], {}
    for origin in set(seen) - {head[0] for _, head, _, _ in line}:
        wrong(f"{origin}: was seen before and is gone")

    last, history, published = {}, [], {}
    gaps = 0
    for place, (name, head, former, gap) in enumerate(line):
        if gap:
            gaps += 1
        elif former and (place == 0 or line[place - 1][1] != former):
            wrong(f"{head[0]}: does not begin after the head of {former[0]} that it names")
        old = seen.get(head[0])
        if old and old["size"] > head[1]:
            wrong(f"{head[0]}: {head[1]} leaves, {old['size']} were seen before")

        def visit(data, tree):
            digest = tree.rows[0][-1]
            missing.pop(digest, None)
            if old and tree.size == old["size"] and base64.b64encode(tree.root()).decode() != old["root"]:
                wrong(f"{head[0]}: the first {tree.size} leaves are not those that were seen before")
            try:
                leaf = read_leaf(data)
            except Wrong as error:
                wrong(f"{head[0]}: leaf {tree.size - 1}: {error}")
                history.append(None)
                return
            seq, before, at_gap = last.get(leaf["subject"], (0, None, 0))
            last[leaf["subject"]] = (leaf["seq"], base64.b64encode(digest).decode(), gaps)
            if (leaf["seq"], leaf["prev"]) != (seq + 1, before) and gaps == at_gap:
                wrong(f"{head[0]}: leaf {tree.size - 1} does not follow the one before of {leaf['subject']}")
            facts = leaf.get("public")
            if leaf["class"] == "statistics" and leaf["event"] == "published":
                published[leaf["body"], facts["period"]] = facts
            history.append(leaf)

        try:
            read_tree(log, name, head, visit, wrong)
        except Wrong as error:
            wrong(str(error))

    counts = {}
    for (body, period), facts in published.items():
        key = facts["day"], facts["counted"]
        if key not in counts:
            counts[key] = figures(history, *key)
        ours = counts[key].get((body, period), [0] * len(FIGURES))
        for name, count in zip(FIGURES, ours):
            if facts[name] is not None and facts[name] != count:
                wrong(f"{body}, {period}, {name}: {facts[name]} was published, {count} is counted")
    for digest, by in missing.items():
        if by < now:
            wrong(f"leaf {base64.b64encode(digest).decode()} was promised by {by.isoformat()} and is not in the log")
    heads = {head[0]: {"size": head[1], "root": base64.b64encode(head[2]).decode()} for _, head, _, _ in line}
    return line, sum(head[1] for _, head, _, _ in line), problems, heads


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("log", help="address of the log, such as https://example.vn/log, or a folder of its files")
    parser.add_argument("--receipt", action="append", default=[], help="a promise that the log gave (may be repeated)")
    parser.add_argument("--key", help="the key line to believe; otherwise the one seen before, or shown at the first look")
    parser.add_argument("--state", default="seen.json", help="what earlier looks have seen (default: seen.json)")
    given = parser.parse_args()

    log = Log(given.log)
    state = {}
    if os.path.exists(given.state):
        with open(given.state, encoding="utf-8") as file:
            state = json.load(file)
    known = state.get(given.log, {})
    try:
        line = given.key or known.get("key") or log.read("key").decode()
        public = read_vkey(line)
        promises = [open(path, "rb").read() for path in given.receipt]
    except (Wrong, OSError) as error:
        sys.exit(str(error))
    found, leaves, problems, heads = verify(log, public, promises, known.get("heads"))
    for _, (origin, size, root), _, _ in found:
        print(f"{origin}  {size}  {base64.b64encode(root).decode()}")
    print(f"key: {line.strip()}" + ("" if given.key or known else "  (believed at first sight: compare it with another source)"))
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problems")
        sys.exit(1)
    with open(given.state + ".new", "w", encoding="utf-8") as file:
        json.dump({**state, given.log: {"key": line, "heads": heads}}, file, indent="\t")
    os.replace(given.state + ".new", given.state)
    print(f"all {leaves} leaves are right")


if __name__ == "__main__":
    main()
