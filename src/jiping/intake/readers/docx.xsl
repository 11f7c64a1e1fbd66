<?xml version="1.0" encoding="UTF-8"?>
<!-- The body of a Word document as an outline; the marks are explained in outline.py. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
  xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
  <xsl:output method="text"/>
  <!-- Which styles number their paragraphs, each between semicolons; nothing: no list at all. -->
  <xsl:param name="numbered"/>

  <!-- What is not named here is not shown: deleted and moved text, field codes, properties. -->
  <xsl:template match="*|text()"/>
  <xsl:template match="/"><xsl:apply-templates select="w:document/w:body"/></xsl:template>
  <xsl:template match="w:body|w:sdtContent|w:ins|w:moveTo|w:customXml|w:smartTag|w:hyperlink
    |w:fldSimple|w:dir|w:bdo|w:rubyBase|w:sdt|w:ruby|w:txbxContent|mc:AlternateContent|mc:Choice">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="w:p">
    <xsl:text>&#xFDD0;</xsl:text>
    <xsl:if test="$numbered and w:pPr[w:numPr
        or contains($numbered, concat(';', w:pStyle/@w:val, ';'))]">
      <xsl:text>&#xFDD9;list;</xsl:text>
      <xsl:value-of select="w:pPr/w:pStyle/@w:val"/><xsl:text>;</xsl:text>
      <xsl:value-of select="w:pPr/w:numPr/w:numId/@w:val"/><xsl:text>;</xsl:text>
      <xsl:value-of select="w:pPr/w:numPr/w:ilvl/@w:val"/>
      <xsl:text>&#xFDDA;</xsl:text>
    </xsl:if>
    <xsl:apply-templates/>
    <xsl:text>&#xFDD1;</xsl:text>
  </xsl:template>

  <xsl:template match="w:r"><xsl:apply-templates/></xsl:template>
  <xsl:template match="w:r/mc:AlternateContent"/>
  <xsl:template match="w:t"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="m:oMath|m:oMathPara"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="w:br[not(@w:type) or @w:type='textWrapping']|w:cr">&#xFDDC;</xsl:template>
  <xsl:template match="w:r/w:tab"><xsl:text>&#9;</xsl:text></xsl:template>
  <xsl:template match="w:noBreakHyphen">-</xsl:template>
  <xsl:template match="w:sym">
    <xsl:text>&#xFDD9;symbol;</xsl:text>
    <xsl:value-of select="@w:font"/><xsl:text>;</xsl:text><xsl:value-of select="@w:char"/>
    <xsl:text>;&#xFDDA;</xsl:text>
  </xsl:template>

  <xsl:template match="w:tbl">
    <xsl:text>&#xFDD4;</xsl:text><xsl:apply-templates/><xsl:text>&#xFDD5;</xsl:text>
  </xsl:template>
  <xsl:template match="w:tr">
    <xsl:text>&#xFDD6;</xsl:text><xsl:value-of select="w:trPr/w:gridBefore/@w:val"/>
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="w:tr[w:trPr/w:del]"/>
  <xsl:template match="w:tc">
    <xsl:text>&#xFDD7;</xsl:text><xsl:apply-templates mode="cell"/>
    <xsl:text>&#xFDDA;</xsl:text><xsl:apply-templates/><xsl:text>&#xFDD8;</xsl:text>
  </xsl:template>
  <!-- How a cell stands in its table. -->
  <xsl:template match="*|text()" mode="cell"/>
  <xsl:template match="w:tcPr" mode="cell"><xsl:apply-templates mode="cell"/></xsl:template>
  <xsl:template match="w:gridSpan" mode="cell"><xsl:value-of select="@w:val"/></xsl:template>
  <xsl:template match="w:hMerge[not(@w:val='restart')]" mode="cell">&#xFDDE;</xsl:template>
  <xsl:template match="w:vMerge[not(@w:val='restart')]" mode="cell">&#xFDDD;</xsl:template>
</xsl:stylesheet>
