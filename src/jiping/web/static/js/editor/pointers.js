// JSON pointers and what edits do to them: pointers follow their rows, as the server carries them.

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

/** Where the field at `pointer` stands after `edits`; null where its row was removed. */
export function carried(pointer, edits) {
  for (const edit of edits) {
    if (pointer === null) return null;
    if (edit.op !== "set") pointer = over(pointer, edit);
  }
  return pointer;
}

function over(pointer, { op, at, to }) {
  const [list, place] = rowOf(at);
  if (!pointer.startsWith(`${list}/`)) return pointer;
  const [index, ...rest] = pointer.slice(list.length + 1).split("/");
  const now = shifted(Number(index), op, place, to);
  return now === null ? null : [list, now, ...rest].join("/");
}

function shifted(index, op, place, to) {
  if (op === "insert") return index >= place ? index + 1 : index;
  if (op === "remove") return index === place ? null : index - (index > place);
  if (index === place) return to;
  const without = index - (index > place);
  return without + (without >= to);
}

/** Edits carried over what others did meanwhile; those of removed rows come back as `lost`. */
export function carriedEdits(edits, others) {
  const kept = [];
  const lost = [];
  for (const edit of edits) {
    const at = edit.op === "insert" ? placeForRow(edit.at, others) : carried(edit.at, others);
    if (at === null) lost.push(edit);
    else kept.push({ ...edit, at });
  }
  return { kept, lost };
}

function placeForRow(pointer, edits) {
  const [list, place] = rowOf(pointer);
  let index = place;
  for (const edit of edits) {
    if (edit.op === "set" || rowOf(edit.at)[0] !== list) continue;
    const other = rowOf(edit.at)[1];
    if (edit.op === "insert") index += other < index;
    else {
      index -= other < index;
      if (edit.op === "move") index += edit.to < index;
    }
  }
  return `${list}/${index}`;
}
