// The boards: how each is opened and what a card is in it.

import { assertSoon } from './charts.mjs';

const OURS = {
  name: 'ours',
  isOurs: true,
  cards: '.board__card',
  place: '.board__columns',
  list: (column) => `.board__column:nth-child(${column + 1}) .board__list`,
  card: (name) => `.board__card:has(.board__open:text-is("${name}"))`,
  putBack: async (bench, name) => {
    await bench.page.keyboard.press('Control+z');
    const back = bench.page.locator(`${OURS.list(0)} ${OURS.card(name)}`);
    await assertSoon(async () => (await back.count()) === 1, 'the move is undone');
    await bench.page.locator('.project__sync[data-state=saved]').waitFor();
  },
};

const OTHERS = {
  cards: '.list .card',
  place: '#chart',
  list: (column) => `.column:nth-child(${column + 1}) .list`,
  card: (name) => `.card:has(.name:text-is("${name}"))`,
  putBack: () => {},
  drawsAll: true,
};

/** Accord first, then those it is compared with. */
export const BOARDS = [
  OURS,
  { ...OTHERS, name: 'SortableJS', package: 'sortablejs', file: 'sortable' },
  { ...OTHERS, name: '@hello-pangea/dnd', package: '@hello-pangea/dnd', file: 'pangea' },
  { ...OTHERS, name: 'dnd kit', package: '@dnd-kit/core', file: 'dndkit' },
];

/** Waits until cards are drawn. */
export function boardSeen(bench, board) {
  const isDrawn = (cards) => document.querySelectorAll(cards).length > 5;
  return bench.seen(isDrawn, board.cards);
}
