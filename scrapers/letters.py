"""Capital and small letters of Vietnamese, for character classes.

Unicode interleaves them (À, à, …, Ạ, ạ), so that ranges of accented letters hold both; a contract test keeps those out.
"""

_CAPITAL_ACCENTED = "ĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ"
CAPITALS = f"A-Z{_CAPITAL_ACCENTED}"
SMALL = f"a-z{_CAPITAL_ACCENTED.lower()}"
