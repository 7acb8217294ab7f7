// What the boards in React share.

import { memo } from 'react';
import './board.css';

/** What a card says. */
export const Face = memo(function Face({ card }) {
  return (
    <>
      <div className="top">
        <span>BEN-{card.id}</span>
        <span>⋮</span>
      </div>
      <div className="name">{card.name}</div>
      <div className="foot">
        <span>{card.to + 1} days</span>
      </div>
    </>
  );
});

/** The cards of each column, from the top. */
export function stacksOf(columns, cards) {
  return columns.map((_, column) => cards.filter((card) => card.column === column));
}

/** The columns with a card moved. */
export function moved(stacks, from, to) {
  const next = stacks.map((stack) => stack);
  next[from.column] = stacks[from.column].toSpliced(from.place, 1);
  next[to.column] = next[to.column].toSpliced(to.place, 0, stacks[from.column][from.place]);
  return next;
}
