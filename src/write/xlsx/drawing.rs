//! The charts of a sheet as Excel's own. They are printed in black too, so the parts of a bar differ by their strokes.

use rust_xlsxwriter::{
    Chart as ExcelChart, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartPatternFill, ChartPatternFillType, ChartSolidFill, ChartType, ObjectMovement,
    Worksheet, XlsxError,
};

use crate::report::sheet::{Chart, ChartKind, Look, Series};

/// The heights of letters in points: the title, and all others.
const TITLE: u16 = 11;
const LETTERS: u16 = 9;

/// A chart whose rows are not all written yet.
pub(super) struct Drawing {
    chart: Chart,
    row: u32,
    column: u16,
    /// Its width and, of the rows that are written, its height in pixels.
    width: u32,
    height: u32,
    left: u32,
}

impl Drawing {
    pub(super) fn new(chart: Chart, row: u32, column: u16, width: u32) -> Drawing {
        let left = chart.rows.max(1);
        Drawing { chart, row, column, width, height: 0, left }
    }

    /// Counts a row that it reaches over.
    pub(super) fn row(&mut self, height: u32) {
        if self.left > 0 {
            self.left -= 1;
            self.height += height;
        }
    }

    /// Draws it in the sheet of that name, as high as the rows that it reaches over.
    pub(super) fn draw(&self, worksheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        let chart = &self.chart;
        let kind = match chart.kind {
            ChartKind::Shares => ChartType::BarPercentStacked,
            ChartKind::Figures => ChartType::Bar,
        };
        let mut drawn = ExcelChart::new(kind);
        let [first, last] = chart.between;
        let column = |column: u16| (name, first, column, last, column);
        for series in &chart.series {
            let added = drawn.add_series();
            added.set_name(series.name.as_str()).set_gap(40);
            added.set_categories(column(chart.names)).set_values(column(series.column));
            added.set_format(&mut filled(series)).set_data_label(&label(chart.kind, series.look));
        }
        drawn.title().set_name(chart.title.as_str()).set_font(font(TITLE).set_bold());
        // Names that may be turned by themselves are left out by some programs where they find no room for one.
        let level = font(LETTERS).set_rotation(0).clone();
        drawn.y_axis().set_reverse().set_font(&level).set_crossing(ChartAxisCrossing::Max);
        drawn.x_axis().set_font(&font(LETTERS)).set_major_gridlines_line(ChartLine::new().set_color(0x00D9_D9D9));
        match chart.kind {
            ChartKind::Shares => {
                drawn.x_axis().set_num_format("0%");
                drawn.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(LETTERS));
            }
            ChartKind::Figures => {
                drawn.legend().set_hidden();
                drawn.x_axis().set_min(0);
            }
        }
        // A little air around it, inside the cells that it stands over.
        drawn.set_width(self.width.saturating_sub(2 * AIR)).set_height(self.height.saturating_sub(AIR));
        drawn.set_alt_text(chart.title.as_str()).set_object_movement(ObjectMovement::MoveAndSizeWithCells);
        worksheet.insert_chart_with_offset(self.row, self.column, &drawn, AIR, 0)?;
        Ok(())
    }
}

/// The pixels between a table and the chart beside it.
const AIR: u32 = 8;

fn font(size: u16) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name("Times New Roman").set_size(size);
    font
}

/// The counts stand in the bars, but for those of nobody.
fn label(kind: ChartKind, look: Look) -> ChartDataLabel {
    let mut font = font(LETTERS);
    let mut label = ChartDataLabel::new();
    label.show_value();
    if kind == ChartKind::Shares {
        if look == Look::Met {
            font.set_color(0x00FF_FFFF);
        }
        label.set_num_format("0;;").set_position(ChartDataLabelPosition::Center);
        if look != Look::Met {
            // Strokes would run through the figure.
            label.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(0x00FF_FFFF)));
        }
    } else {
        label.set_position(ChartDataLabelPosition::OutsideEnd);
    }
    label.set_font(&font);
    label
}

fn filled(series: &Series) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(ChartLine::new().set_color(0x0040_4040).set_width(0.5));
    let solid = |colour: u32| {
        let mut fill = ChartSolidFill::new();
        fill.set_color(colour);
        fill
    };
    let strokes = |pattern, front: u32, back: u32| {
        let mut fill = ChartPatternFill::new();
        fill.set_pattern(pattern).set_foreground_color(front).set_background_color(back);
        fill
    };
    match series.look {
        Look::Met => format.set_solid_fill(&solid(0x0037_7D5B)),
        Look::NotMet => {
            format.set_pattern_fill(&strokes(ChartPatternFillType::DiagonalStripesDarkUpwards, 0x009C_2B25, 0x00FF_FFFF))
        }
        Look::NoData => format.set_pattern_fill(&strokes(ChartPatternFillType::Dotted20Percent, 0x007F_6000, 0x00FF_F2CC)),
        Look::NotApplicable => format.set_solid_fill(&solid(0x00FF_FFFF)),
        _ => format.set_solid_fill(&solid(0x002F_5D8A)),
    };
    format
}
