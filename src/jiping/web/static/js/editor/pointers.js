// JSON pointers and what edits do to them, as the server carries them (filings/rebase.py).

/** What stands at `pointer` in `held`, undefined where nothing does. */
export function valueAt(held, pointer) {
  for (const step of pointer.split("/").slice(1)) held = held?.[step];
  return held;
}

/** [list, index] of a row's pointer, or null. */
export function rowOf(pointer) {
  const match = /^(\/(?:indicators|budget\/rows|report\/sections|report\/figures))\/(\d+)/.exec(pointer);
  return match && [match[1], Number(match[2])];
}

/** Edits that move no row. */
const isStill = ({ op }) => op === "set" || op === "take";
const isReplaced = (pointer, { op, at }) => op === "take" && pointer.startsWith(`${at}/`);

/** Where the field at `pointer` stands after `edits`; null where its row was removed. */
export function carried(pointer, edits) {
  let now = pointer;
  for (const edit of edits) {
    if (now === null || isReplaced(now, edit)) return null;
    if (!isStill(edit)) now = pointerOver(now, edit);
  }
  return now;
}

/**
 * My edits after what others did on the same version; those of lost rows come back as `lost`. Each
 * of mine counts on those before it, so the others' are carried over mine in turn.
 */
export function carriedEdits(mine, others) {
  const kept = [];
  const lost = [];
  let between = others;
  for (const edit of mine) {
    let now = edit;
    const after = [];
    for (const other of between) {
      if (now === null) break;
      const still = editOver(other, now, false);
      if (still) after.push(still);
      now = editOver(now, other, true);
    }
    if (now) kept.push(now);
    else lost.push(edit);
    between = after;
  }
  return { kept, lost };
}

function editOver(edit, other, first) {
  if (isReplaced(edit.at, other)) return null;
  if (isStill(other) || edit.op === "take") return edit;
  if (edit.op === "insert") return { ...edit, at: placeOver(edit.at, other, first) };
  const at = pointerOver(edit.at, other);
  if (at === null) return null;
  if (edit.op !== "move") return { ...edit, at };
  const to = placeOver(`${listOf(edit)}/${edit.to}`, other, first);
  return { ...edit, at, to: Number(to.slice(to.lastIndexOf("/") + 1)) };
}

const listOf = ({ at }) => at.slice(0, at.lastIndexOf("/"));
const indexOf = ({ at }) => Number(at.slice(at.lastIndexOf("/") + 1));

function pointerOver(pointer, edit) {
  const list = listOf(edit);
  if (!pointer.startsWith(`${list}/`)) return pointer;
  const [step, ...rest] = pointer.slice(list.length + 1).split("/");
  const index = shifted(Number(step), edit);
  return index === null ? null : [list, index, ...rest].join("/");
}

function shifted(index, edit) {
  const place = indexOf(edit);
  if (edit.op === "insert") return index + (index >= place);
  if (index === place) return edit.op === "move" ? edit.to : null;
  const without = index - (index > place);
  return without + (edit.op === "move" && without >= edit.to);
}

/** Where a row that was to come at `pointer` comes after `other`. */
function placeOver(pointer, other, first) {
  const cut = pointer.lastIndexOf("/");
  const list = pointer.slice(0, cut);
  if (listOf(other) !== list) return pointer;
  let index = Number(pointer.slice(cut + 1));
  const place = indexOf(other);
  if (other.op === "insert") return `${list}/${index + (place < index || (place === index && !first))}`;
  index -= place < index;
  if (other.op === "move") index += other.to < index;
  return `${list}/${index}`;
}
