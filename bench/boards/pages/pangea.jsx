// @hello-pangea/dnd: lists whose cards are drawn anew only when they change, as its guide says.

import { memo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { DragDropContext, Draggable, Droppable } from '@hello-pangea/dnd';
import { Face, moved, stacksOf } from './cards.jsx';
import { fit, load } from './shared.js';

const place = fit();
const { columns, cards } = await load();

const Card = memo(function Card({ card, index }) {
  return (
    <Draggable draggableId={String(card.id)} index={index}>
      {(given) => (
        <li
          className="card"
          data-id={card.id}
          ref={given.innerRef}
          {...given.draggableProps}
          {...given.dragHandleProps}
        >
          <Face card={card} />
        </li>
      )}
    </Draggable>
  );
});

const Cards = memo(function Cards({ stack }) {
  return stack.map((card, index) => <Card key={card.id} card={card} index={index} />);
});

function Column({ name, at, stack }) {
  return (
    <section className="column">
      <h3>{name}</h3>
      <Droppable droppableId={String(at)}>
        {(given) => (
          <ul className="list" ref={given.innerRef} {...given.droppableProps}>
            <Cards stack={stack} />
            {given.placeholder}
          </ul>
        )}
      </Droppable>
    </section>
  );
}

function Board() {
  const [stacks, setStacks] = useState(() => stacksOf(columns, cards));
  const drop = ({ source, destination }) => {
    if (!destination) return;
    const spot = ({ droppableId, index }) => ({ column: Number(droppableId), place: index });
    setStacks((now) => moved(now, spot(source), spot(destination)));
  };
  return (
    <DragDropContext onDragEnd={drop}>
      <div className="columns">
        {columns.map((name, at) => (
          <Column key={name} name={name} at={at} stack={stacks[at]} />
        ))}
      </div>
    </DragDropContext>
  );
}

createRoot(place).render(<Board />);
