"""Control charts: XmR as NHS England's *Making Data Count* draws them, equal to NHSRplotthedots 0.2.2 (the peer).

`xmr` computes, `rules` finds special causes, `series` reads what a chart is asked of, `files` does it for a file.
"""

from goldthread.insight.control_charts.charts import Chart, charts
from goldthread.insight.control_charts.files import charts_of_file
from goldthread.insight.control_charts.series import ChartOptions, MeasuredSeries, read_series


__all__ = ["Chart", "ChartOptions", "MeasuredSeries", "charts", "charts_of_file", "read_series"]
