"""Reading: lists, filters, figures, timelines. A query never writes."""
