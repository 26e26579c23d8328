"""Why something stays open, where several rules have the same to say: it is then told once."""

CUT_OFF = "文件不完整，没有读到那里"
BORDERS_LOST = "单元格边界丢失，数字分不开"
ROWS_UNCLEAR = "文字中行与行分不开，不能确定各格的数字"
