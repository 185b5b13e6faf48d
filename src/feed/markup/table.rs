//! Tables: cells that span rows and columns, and tables that only lay out a page.

use crate::{
    domain::{Block, Inlines, Span},
    feed::{draft::Fault, limits},
};

/// Columns one cell may span; wider claims are typing errors.
const COLSPAN: usize = 50;
/// Rows one cell may span.
const ROWSPAN: usize = 1_000;
/// A cell with more paragraphs and more bytes than this is a page that somebody laid out with a table.
const CELL_BLOCKS: usize = 3;
const CELL_BYTES: usize = 1_000;

/// One cell as it was written.
#[derive(Debug)]
pub struct Cell {
    pub blocks: Vec<Block>,
    pub header: bool,
    pub colspan: usize,
    pub rowspan: usize,
}

/// A table under construction.
#[derive(Debug, Default)]
pub struct TableBuilder {
    /// A caption, and words that stand between the cells by mistake.
    before: Vec<Block>,
    rows: Vec<Vec<Cell>>,
    open: bool,
    head: bool,
}

impl TableBuilder {
    /// Where the next block goes.
    pub fn sink(&mut self) -> &mut Vec<Block> {
        if self.open
            && let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut())
        {
            return &mut cell.blocks;
        }
        &mut self.before
    }

    /// A row begins.
    pub fn row(&mut self) {
        self.open = false;
        self.rows.push(Vec::new());
    }

    /// A cell begins.
    pub fn cell(&mut self, cell: Cell) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
        self.open = true;
    }

    /// A cell, row or head ends.
    pub fn end_cell(&mut self, head: bool) {
        self.open = false;
        self.head |= head;
    }

    /// Its blocks: the words before it, the table, and pictures that stood in its cells.
    pub fn finish(self) -> Result<Vec<Block>, Fault> {
        let Self { before: mut blocks, mut rows, head, .. } = self;
        rows.retain(|row| row.iter().any(|cell| !cell.blocks.is_empty()));
        if rows.is_empty() {
            return Ok(blocks);
        }
        if is_layout(&rows) {
            blocks.extend(rows.into_iter().flatten().flat_map(|cell| cell.blocks));
            return Ok(blocks);
        }
        let header = head || rows.first().is_some_and(|row| row.iter().all(|cell| cell.header));
        let mut pictures = Vec::new();
        let rows = grid(rows, &mut pictures)?;
        blocks.push(Block::Table { header, rows });
        blocks.append(&mut pictures);
        Ok(blocks)
    }
}

/// Whether the cells hold a page and not facts: one column, tables inside, or long texts.
fn is_layout(rows: &[Vec<Cell>]) -> bool {
    let page = |cell: &Cell| {
        cell.blocks.iter().any(|block| matches!(block, Block::Table { .. }))
            || cell.blocks.len() > CELL_BLOCKS
                && cell.blocks.iter().map(|block| block.plain_text().len()).sum::<usize>() > CELL_BYTES
    };
    rows.iter().all(|row| row.len() <= 1 && row.iter().all(|cell| cell.rowspan == 1))
        || rows.iter().flatten().any(page)
}

/// The cells in their columns. A cell that spans rows stands in each of them, so that every row reads by itself.
fn grid(rows: Vec<Vec<Cell>>, pictures: &mut Vec<Block>) -> Result<Vec<Vec<Inlines>>, Fault> {
    let mut total = 0;
    // By column: how many rows more a cell above reaches, and its words.
    let mut reaching: Vec<(usize, Inlines)> = Vec::new();
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let mut line: Vec<Inlines> = Vec::new();
        let fill = |line: &mut Vec<Inlines>, reaching: &mut Vec<(usize, Inlines)>| {
            while let Some((left, words)) = reaching.get_mut(line.len())
                && *left > 0
            {
                *left -= 1;
                line.push(words.clone());
            }
        };
        for cell in row {
            fill(&mut line, &mut reaching);
            let words = flatten(cell.blocks, pictures);
            for column in 0..cell.colspan.min(COLSPAN) {
                let words = if column == 0 { words.clone() } else { Inlines::new() };
                let place = line.len();
                if reaching.len() <= place {
                    reaching.resize(place + 1, (0, Inlines::new()));
                }
                if let Some(slot) = reaching.get_mut(place) {
                    *slot = (cell.rowspan.min(ROWSPAN) - 1, words.clone());
                }
                line.push(words);
            }
        }
        fill(&mut line, &mut reaching);
        total += line.len();
        if total > limits::BODY_BLOCKS {
            return Err(Fault::over_limit(format!("a table has more than {} cells", limits::BODY_BLOCKS)));
        }
        out.push(line);
    }
    Ok(out)
}

/// The words of a cell in one line.
fn flatten(blocks: Vec<Block>, pictures: &mut Vec<Block>) -> Inlines {
    let mut words = Inlines::new();
    for block in blocks {
        let more = match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => text,
            Block::Image { .. } => {
                pictures.push(block);
                continue;
            }
            Block::Quote(inner) => flatten(inner, pictures),
            Block::List { items, .. } => flatten(items.into_iter().flatten().collect(), pictures),
            Block::Table { rows, .. } => rows.into_iter().flatten().flatten().collect(),
            Block::Rule => continue,
        };
        if !words.is_empty() && !more.is_empty() {
            words.push(Span { text: " ".into(), ..Span::default() });
        }
        words.extend(more);
    }
    words
}
