-- 规范了写法才采信的单元格，按数据和列
-- Cells believed after their writing was normalised, by extract and column
SELECT delivery.extract, normalised.column_name, normalised.change, sum(normalised.cell_count) AS cell_count
FROM normalised JOIN delivery USING (delivery_id)
WHERE delivery.cells_normalised > 0
GROUP BY ALL ORDER BY cell_count DESC, extract, column_name, change;
